import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { isAccountHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { showError } from "../platform/errors.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import { callWorkspace } from "./callWorkspace.ts";
import { authText } from "./profileText.ts";

type Needs = Pick<Services, "commands" | "extensionVersion" | "log"> & { readonly sessions: Sessions & SessionList };

/**
 * Tests a profile with a real call, after signing in where that is needed.
 * @returns who, where, how, how long; undefined when something else has been said or done about it already.
 * @throws PwafError with what to do, when the profile does not work.
 */
export async function testProfile(profile: Profile, needs: Needs): Promise<string | undefined> {
  const { commands, log, sessions } = needs;
  const { name, host } = profile;
  const isSignedIn = () => sessions.of(profile).kind === "signedIn";
  if (!isSignedIn()) await commands.execute("pwaf.signIn", { profile });
  // What went wrong there has been said there.
  if (!isSignedIn()) return undefined;
  try {
    // In the status bar: of several messages within a second the editor shows two, and the last one is what counts.
    const options = { location: vscode.ProgressLocation.Window, title: `Testing ${name}…` };
    const result = await vscode.window.withProgress(options, () => callWorkspace(profile, needs));
    const who = result.userName === "" ? "an unnamed user" : result.userName;
    return `Profile ${name} works: ${who} at ${host}, signed in ${authText(profile)}. The workspace answered in ${result.milliseconds} ms.`;
  } catch (cause) {
    const what = isAccountHost(host) ? "account console" : "workspace";
    const error = wrapError(`use profile ${name} (${what} ${host})`, cause);
    if (error.reason !== "unauthenticated") throw error;
    // The usual button would sign in to the active profile, which may be another one.
    await showError(error, log, { id: "pwaf.signIn", args: [{ profile }] });
    return undefined;
  }
}
