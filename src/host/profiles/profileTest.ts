import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { isAccountHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { createWorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import { authText } from "./profileText.ts";

type Needs = Pick<Services, "commands" | "extensionVersion" | "log"> & { readonly sessions: Sessions & SessionList };

/** What a test call has found. */
export interface TestResult {
  readonly userName: string;
  /** From the call to its answer, in milliseconds. */
  readonly milliseconds: number;
}

/** Asks the workspace who we are. @throws PwafError with what to do, when it does not say. */
export async function callWorkspace(
  profile: Profile,
  {
    sessions,
    log,
    extensionVersion,
  }: Pick<Needs, "extensionVersion" | "log"> & { readonly sessions: Pick<Sessions, "accessToken"> },
  signal: AbortSignal,
): Promise<TestResult> {
  // The token comes first: its refresh is no part of what the workspace takes to answer.
  const token = await sessions.accessToken(profile);
  const client = createWorkspaceClient({
    host: profile.host,
    token: () => Promise.resolve(token),
    productVersion: extensionVersion,
    log,
  });
  const start = performance.now();
  const { userName } = await client.me(signal);
  return { userName, milliseconds: Math.round(performance.now() - start) };
}

/** Tests a profile with a real call, after signing in where that is needed, and says who, where, how, how long. */
export async function testProfile(profile: Profile, needs: Needs): Promise<void> {
  const { commands, sessions } = needs;
  const { name, host } = profile;
  if (sessions.of(profile).kind !== "signedIn") await commands.execute("pwaf.signIn", { profile });
  // What went wrong there has been said there.
  if (sessions.of(profile).kind !== "signedIn") return;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: `Testing ${name}…` };
  const result = await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      return await callWorkspace(profile, needs, controller.signal);
    } catch (error) {
      throw wrapError(`use profile ${name} (${isAccountHost(host) ? "account console" : "workspace"} ${host})`, error);
    } finally {
      subscription.dispose();
    }
  });
  const who = result.userName === "" ? "an unnamed user" : result.userName;
  const text = `Profile ${name} works: ${who} at ${host}, signed in ${authText(profile)}. The workspace answered in ${result.milliseconds} ms.`;
  void vscode.window.showInformationMessage(text);
}
