import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { isAccountHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import { callWorkspace } from "./callWorkspace.ts";
import { authText } from "./profileText.ts";

type Needs = Pick<Services, "commands" | "extensionVersion" | "log"> & { readonly sessions: Sessions & SessionList };

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
