import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { sectionText, settingsSection } from "../../core/profiles/databrickscfg.ts";
import {
  defaultProfileOf,
  profileNameProblem,
  renameProfile,
  setDefaultProfile,
  upsertProfile,
} from "../../core/profiles/editDatabrickscfg.ts";
import { maskSecrets } from "../../core/profiles/maskSecrets.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { secretsOf } from "../../core/profiles/profileDraft.ts";
import type { Services, SessionList } from "../services.ts";
import type { ProfileChange } from "./profileEditor.ts";
import { removal } from "./profileEditor.ts";
import { followProfile, keepSecrets } from "./profileSecrets.ts";
import type { ProfileStore } from "./profileStore.ts";

/** What the commands about one profile work with. */
export interface ProfileDesk extends Pick<Services, "changes" | "commands" | "secrets"> {
  readonly profiles: ProfileStore;
}

interface Question {
  /** Section that the change is about. */
  readonly section: string;
  readonly title: string;
  /** Asked instead of showing the change of a section that this window has written itself. Default: no question. */
  readonly askOwn?: () => Promise<boolean>;
  /** What must have happened before the file is changed. */
  readonly first?: () => Promise<void>;
}

/** Shows a change of a section that somebody else has written, makes it if it is wanted, and offers to take it back. */
async function changeShown(
  { profiles, changes, commands }: ProfileDesk,
  { section, title, askOwn, first }: Question,
  change: ProfileChange,
): Promise<void> {
  const before = await profiles.text();
  const after = change.edit(before);
  if (profiles.isOwn(before, section)) {
    if (askOwn && !(await askOwn())) return;
  } else {
    const [now = "", then = ""] = maskSecrets(before, after);
    if (!(await changes.confirm(title, { name: "databrickscfg.ini", before: now, after: then }))) return;
  }
  await first?.();
  const edit = (text: string) => {
    if (sectionText(text, section) === sectionText(before, section)) return change.edit(text);
    throw new PwafError("conflict", `Another program has changed [${section}] meanwhile, so nothing was changed.`, {
      hint: "Try again to see what is there now.",
    });
  };
  await profiles.change({ ...change, edit });
  offerUndo(commands, profiles);
}

/** Gives a profile another name; its sign-in and what was chosen for it in this workspace go along. */
export async function renameOne(desk: ProfileDesk, profile: Profile): Promise<void> {
  const { name } = profile;
  const taken = desk.profiles.all.map((one) => one.name);
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
  const question = { section: name, title: `Rename ${name} to ${typed}` };
  await changeShown(desk, question, {
    what: `Renamed profile ${name} to ${typed}`,
    edit: (text) => renameProfile(text, name, typed),
    storage: await followProfile(desk.secrets, profile, { ...profile, name: typed }),
    follows: { from: name, to: typed },
  });
}

/** Removes a profile with what is stored for it. */
export async function removeOne(desk: ProfileDesk, profile: Profile): Promise<void> {
  const { profiles, commands } = desk;
  const { name } = profile;
  const detail = `Only the section [${name}] of ${profiles.path} is removed, together with its sign-in here. Nothing changes in the workspace.`;
  const question: Question = {
    section: name,
    title: `Remove profile ${name}`,
    askOwn: async () => {
      const text = `Remove profile “${name}”?`;
      return (await vscode.window.showWarningMessage(text, { modal: true, detail }, "Remove")) === "Remove";
    },
    // The workspace is asked to end a sign-in by browser; that cannot be taken back, the rest can. Other extensions may
    // have sessions of the profile where nobody is signed in to it here.
    first: async () => {
      if (profile.authType !== "pat") await commands.execute("pwaf.signOut", { profile });
    },
  };
  await changeShown(desk, question, removal(profile));
}

/** Names the profile that Databricks' tools use when nobody says which. */
export async function makeDefault(desk: ProfileDesk, { name }: Profile): Promise<void> {
  if (defaultProfileOf(await desk.profiles.text()) === name) {
    vscode.window.setStatusBarMessage(`$(check) ${name} is the default profile already`, 5000);
    return;
  }
  const question = { section: settingsSection, title: `Make ${name} the default profile` };
  await changeShown(desk, question, {
    what: `Made ${name} the default profile of the Databricks tools`,
    edit: (text) => setDefaultProfile(text, name),
  });
}

/** Moves the secrets of a profile from the file to secret storage. */
export async function moveSecrets(desk: ProfileDesk, profile: Profile): Promise<void> {
  const { name, authType } = profile;
  const found = secretsOf(await desk.profiles.text(), name);
  const keys = Object.keys(found);
  if (keys.length === 0) {
    throw new PwafError("not-found", `The configuration file holds no secret of “${name}”.`, {
      hint: "Another program has removed it, or it is in secret storage already.",
    });
  }
  // A section without its secret no longer says by itself how to sign in.
  const said = authType === "other" ? {} : { auth_type: authType };
  const fields = { ...said, ...Object.fromEntries(keys.map((key) => [key, undefined])) };
  const question = { section: name, title: `Move the secrets of ${name} to secret storage` };
  await changeShown(desk, question, {
    what: `Moved ${keys.join(", ")} of ${name} to secret storage`,
    edit: (text) => upsertProfile(text, name, fields),
    storage: keepSecrets(profile, found),
  });
}

/**
 * Says what has just been changed, with the way back. Nobody has to wait for the answer.
 * @param more what there is to say besides.
 * @param next a step that it takes before the change is of use.
 */
export function offerUndo(
  commands: Services["commands"],
  { undoable }: ProfileStore,
  more?: string,
  next?: { readonly title: string; readonly run: () => unknown },
): void {
  if (undoable === undefined) return;
  const text = more === undefined ? `${undoable}.` : `${undoable}. ${more}`;
  const undo = "Undo";
  const buttons = next ? [next.title, undo] : [undo];
  void vscode.window.showInformationMessage(text, ...buttons).then((picked) => {
    if (picked === undo) void commands.execute("pwaf.profile.undo");
    else if (picked !== undefined) next?.run();
  });
}

/** Says that a profile was added. Who is not signed in to it yet needs only one click. */
export function offerSignIn(
  { commands, profiles, sessions }: Pick<ProfileDesk, "commands" | "profiles"> & { readonly sessions: SessionList },
  profile: Profile,
  more?: string,
): void {
  // A token that was given along needs no more; the sessions learn of it later than we do.
  const isOut = profile.authType !== "pat" && sessions.of(profile).kind === "signedOut";
  const signIn = { title: "Sign in", run: () => commands.execute("pwaf.signIn", { profile }) };
  offerUndo(commands, profiles, more, isOut ? signIn : undefined);
}
