import * as vscode from "vscode";
import type { Profile } from "../../core/profiles/profile.ts";
import { isBrowserSignIn } from "../../core/profiles/profile.ts";
import { PwafError } from "../../core/base/errors.ts";
import { redirectsToRegister } from "../../workspace/auth/redirects.ts";
import { editorEnvironment } from "./editorDesk.ts";

/**
 * Lists the redirect URIs that the OAuth app of a profile needs for this editor, and copies the one that is picked.
 * @throws PwafError `config` for a profile that nobody signs in to by browser.
 */
export async function showRedirects(profile: Profile): Promise<void> {
  if (!isBrowserSignIn(profile)) {
    throw new PwafError("config", `“${profile.name}” does not sign in by browser, so there is nothing to register.`);
  }
  const advice = redirectsToRegister({ ...editorEnvironment(), ...profile });
  const items = advice.map(({ uri, note, through }) => ({
    label: uri,
    description: through === undefined ? "the answer cannot come back through it here" : `through ${through}`,
    detail: note,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Redirect URIs for ${profile.name}`,
    placeHolder: "Pick one to copy it. It must be registered to the letter.",
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) return;
  await vscode.env.clipboard.writeText(picked.label);
  vscode.window.setStatusBarMessage(`$(check) Copied ${picked.label}`, 5000);
}
