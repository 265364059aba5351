import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import {
  defaultProfileOf,
  profileNameProblem,
  removeProfile,
  renameProfile,
  setDefaultProfile,
  upsertProfile,
} from "../../core/profiles/editDatabrickscfg.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { isBrowserSignIn } from "../../core/profiles/profile.ts";
import { secretsOf } from "../../core/profiles/profileDraft.ts";
import type { Services, SessionList } from "../services.ts";
import type { ChangePreview } from "./changePreview.ts";
import type { ProfileChange } from "./profileEditor.ts";
import { followProfile, keepSecrets } from "./profileSecrets.ts";
import type { ProfileStore } from "./profileStore.ts";

export type CommandNeeds = Pick<Services, "commands" | "secrets"> & { readonly sessions: SessionList };

/** Makes a change after it has been shown, unless this window has written the section itself. False when it is not wanted. */
async function changeShown(
  profiles: ProfileStore,
  preview: ChangePreview,
  name: string,
  title: string,
  change: ProfileChange,
): Promise<boolean> {
  const before = await profiles.text();
  const after = change.edit(before);
  if (after !== before && !profiles.isOwn(before, name) && !(await preview.confirm(title, before, after))) return false;
  await profiles.change(change);
  return true;
}

export async function renameOne(
  profiles: ProfileStore,
  preview: ChangePreview,
  { secrets, commands }: CommandNeeds,
  profile: Profile,
): Promise<void> {
  const { name } = profile;
  const taken = profiles.all.map((one) => one.name);
  const typed = await vscode.window.showInputBox({
    title: `Rename profile ${name}`,
    prompt: "Name of the section in the configuration file. Its sign-in here goes along.",
    value: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      profileNameProblem(text) ??
      (text !== name && taken.includes(text) ? `There is a profile “${text}” already.` : undefined),
  });
  if (typed === undefined || typed === name) return;
  const what = `Renamed profile ${name} to ${typed}`;
  const isDone = await changeShown(profiles, preview, name, `Rename ${name} to ${typed}`, {
    what,
    edit: (text) => renameProfile(text, name, typed),
    storage: await followProfile(secrets, profile, { ...profile, name: typed }),
    follows: { from: name, to: typed },
  });
  if (isDone) offerUndo(commands, what);
}

export async function removeOne(
  profiles: ProfileStore,
  preview: ChangePreview,
  { commands, sessions }: CommandNeeds,
  profile: Profile,
): Promise<void> {
  const { name } = profile;
  const text = await profiles.text();
  if (profiles.isOwn(text, name)) {
    const detail = `Only the section [${name}] of ${profiles.path} is removed, together with its sign-in here. Nothing changes in the workspace.`;
    const question = `Remove profile “${name}”?`;
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, "Remove")) !== "Remove") return;
  } else if (!(await preview.confirm(`Remove profile ${name}`, text, removeProfile(text, name)))) return;
  // The workspace is asked to end a sign-in by browser; that cannot be taken back, the rest can.
  if (isBrowserSignIn(profile) && sessions.of(profile).kind === "signedIn")
    await commands.execute("pwaf.signOut", { profile });
  await profiles.remove(profile);
  offerUndo(commands, `Removed profile ${name}`);
}

/** Names the profile that Databricks' tools use when nobody says which. */
export async function makeDefault(
  profiles: ProfileStore,
  preview: ChangePreview,
  { commands }: CommandNeeds,
  { name }: Profile,
): Promise<void> {
  const what = `Made ${name} the default profile of the Databricks tools`;
  if (defaultProfileOf(await profiles.text()) === name) {
    vscode.window.setStatusBarMessage(`$(check) ${name} is the default profile already`, 5000);
    return;
  }
  const title = `Make ${name} the default profile`;
  const edit = (text: string) => setDefaultProfile(text, name);
  if (await changeShown(profiles, preview, "__settings__", title, { what, edit })) offerUndo(commands, what);
}

/** Moves the secrets of a profile from the file to secret storage. */
export async function moveSecrets(
  profiles: ProfileStore,
  preview: ChangePreview,
  { commands }: CommandNeeds,
  profile: Profile,
): Promise<void> {
  const { name } = profile;
  const found = secretsOf(await profiles.text(), name);
  const keys = Object.keys(found);
  if (keys.length === 0) {
    throw new PwafError("not-found", `The configuration file holds no secret of “${name}”.`, {
      hint: "Another program has removed it, or it is in secret storage already.",
    });
  }
  const what = `Moved ${keys.map((key) => `\`${key}\``).join(", ")} of ${name} to secret storage`;
  const isDone = await changeShown(profiles, preview, name, `Move the secrets of ${name} to secret storage`, {
    what,
    edit: (text) => {
      // A secret that was changed meanwhile must not be lost: only what is stored may leave the file.
      if (JSON.stringify(secretsOf(text, name)) !== JSON.stringify(found)) {
        throw new PwafError("conflict", `Another program has changed the secrets of “${name}”; nothing was moved.`, {
          hint: "Try again.",
        });
      }
      // What a section without its secret would no longer say by itself.
      const type = profile.authType === "other" ? {} : { auth_type: profile.authType };
      return upsertProfile(text, name, { ...type, ...Object.fromEntries(keys.map((key) => [key, undefined])) });
    },
    storage: keepSecrets(profile, found),
  });
  if (isDone) offerUndo(commands, what);
}

/** Says what has happened, with the way back. Nobody has to wait for the answer. */
export function offerUndo({ execute }: Pick<Services["commands"], "execute">, what: string): void {
  void vscode.window.showInformationMessage(`${what}.`, "Undo").then((picked) => {
    if (picked !== undefined) void execute("pwaf.profile.undo");
  });
}
