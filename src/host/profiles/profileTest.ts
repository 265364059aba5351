import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { isAccountHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import type { TestResult } from "./callWorkspace.ts";
import { callWorkspace } from "./callWorkspace.ts";
import { authText } from "./profileText.ts";

type Needs = Pick<Services, "commands" | "extensionVersion" | "log"> & { readonly sessions: Sessions & SessionList };

/** Tests a profile with a real call, after signing in where that is needed, and says who, where, how, how long. */
export async function testProfile(profile: Profile, needs: Needs): Promise<void> {
  const { commands, sessions } = needs;
  const { name, host } = profile;
  const isSignedIn = () => sessions.of(profile).kind === "signedIn";
  if (!isSignedIn()) await commands.execute("pwaf.signIn", { profile });
  // What went wrong there has been said there.
  if (!isSignedIn()) return;
  let result: TestResult;
  try {
    result = await callWithProgress(profile, needs);
  } catch (cause) {
    const error = wrapError(
      `use profile ${name} (${isAccountHost(host) ? "account console" : "workspace"} ${host})`,
      cause,
    );
    if (error.reason !== "unauthenticated") throw error;
    // The usual button would sign in to the active profile, which may be another one.
    const text = `${error.message} ${error.hint ?? ""}`.trim();
    if ((await vscode.window.showErrorMessage(text, "Sign in")) !== undefined)
      await commands.execute("pwaf.signIn", { profile });
    return;
  }
  const who = result.userName === "" ? "an unnamed user" : result.userName;
  const text = `Profile ${name} works: ${who} at ${host}, signed in ${authText(profile)}. The workspace answered in ${result.milliseconds} ms.`;
  void vscode.window.showInformationMessage(text);
}

async function callWithProgress(profile: Profile, needs: Needs): Promise<TestResult> {
  const title = `Testing ${profile.name}…`;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      return await callWorkspace(profile, needs, controller.signal);
    } finally {
      subscription.dispose();
    }
  });
}
