import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import { profileFields } from "../../core/profiles/newProfile.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import { askProfile } from "./addProfile.ts";
import { findWorkspaces } from "./envFiles.ts";
import { keepSecrets } from "./profileSecrets.ts";
import { ProfilesTree } from "./profilesTree.ts";
import type { ProfileStore } from "./profileStore.ts";
import { nodeText } from "./profileText.ts";
import { ProfileStatus } from "./statusBar.ts";

type Needs = Pick<Services, "commands" | "log" | "secrets" | "state"> & { readonly sessions: Sessions & SessionList };

/** What commands of tree nodes hand over. */
interface ProfileTarget {
  readonly profile?: Profile;
}

/** The view `pwaf.profiles`, the status bar item, and the commands around profiles. */
export function registerProfiles(profiles: ProfileStore, services: Needs): IDisposable {
  const { commands } = services;
  const store = new DisposableStore();
  const tree = store.add(new ProfilesTree(profiles, services));
  store.add(vscode.window.createTreeView("pwaf.profiles", { treeDataProvider: tree }));
  store.add(new ProfileStatus(profiles, services));

  const showKey = () => setContextKey("pwaf.hasProfile", profiles.all.length > 0);
  store.add(profiles.onDidChange(showKey));
  showKey();
  // Where the system tells nothing of changes, coming back to the window does.
  store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && void profiles.refresh()));

  store.add(commands.register("pwaf.profile.add", () => addProfile(profiles)));
  store.add(
    commands.register("pwaf.profile.switch", (target?: ProfileTarget) => switchProfile(profiles, services, target)),
  );
  store.add(
    commands.register("pwaf.profile.remove", (target?: ProfileTarget) => removeProfile(profiles, services, target)),
  );
  store.add(commands.register("pwaf.profile.openFile", () => openFile(profiles, services)));
  store.add(
    commands.register("pwaf.profile.copyHost", async (target?: ProfileTarget) => {
      const profile = target?.profile ?? profiles.active;
      if (profile) await vscode.env.clipboard.writeText(profile.host);
    }),
  );
  return store;
}

async function addProfile(profiles: ProfileStore): Promise<void> {
  const [found] = await Promise.all([findWorkspaces(), profiles.refresh()]);
  const added = await askProfile(
    found,
    profiles.all.map(({ name }) => name),
  );
  if (!added) return;
  const { profile, token } = added;
  await profiles.add(profile.name, profileFields(profile), keepSecrets(profile, token === undefined ? {} : { token }));
  await profiles.activate(profile.name);
  vscode.window.setStatusBarMessage(`$(check) Added profile ${profile.name}`, 5000);
  // There the catalog view offers the next step, to sign in.
  await vscode.commands.executeCommand("pwaf.profiles.focus");
}

async function switchProfile(profiles: ProfileStore, services: Needs, target?: ProfileTarget): Promise<void> {
  const { commands } = services;
  if (target?.profile) return profiles.activate(target.profile.name);
  await profiles.ready;
  if (profiles.all.length === 0) {
    await commands.execute("pwaf.profile.add");
    return;
  }
  const picked = await vscode.window.showQuickPick(switchItems(profiles, services), {
    title: "Switch profile",
    placeHolder: "Profile for this workspace",
    matchOnDescription: true,
  });
  if (!picked) return;
  if (picked.profile) await profiles.activate(picked.profile.name);
  else await commands.execute("pwaf.profile.add");
}

function switchItems(
  { all, active }: ProfileStore,
  { sessions }: Needs,
): (vscode.QuickPickItem & { readonly profile?: Profile })[] {
  const items = all.map((profile) => {
    const isActive = profile.name === active?.name;
    const { label, description, icon } = nodeText({
      kind: "profile",
      profile,
      session: sessions.of(profile),
      isActive,
    });
    return { label, description, iconPath: new vscode.ThemeIcon(icon), profile };
  });
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  return [...items, separator, { label: "Add profile…", iconPath: new vscode.ThemeIcon("add") }];
}

async function removeProfile(
  profiles: ProfileStore,
  { commands, sessions }: Needs,
  target?: ProfileTarget,
): Promise<void> {
  const profile = target?.profile ?? (await pickToRemove(profiles));
  if (!profile) return;
  const remove = "Remove";
  const detail = `Only the section [${profile.name}] of ${profiles.path} is removed, together with its sign-in here. Nothing changes in the workspace.`;
  const question = `Remove profile “${profile.name}”?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  const isStored =
    sessions.of(profile).kind !== "signedOut" && !(profile.authType === "pat" && profile.hasSecretInFile);
  if (isStored) await commands.execute("pwaf.signOut", { profile });
  await profiles.remove(profile);
}

async function pickToRemove({ all }: ProfileStore): Promise<Profile | undefined> {
  const items = all.map((profile) => ({ label: profile.name, description: profile.host, profile }));
  const options = { title: "Remove profile", placeHolder: "Profile to remove from the configuration file" };
  return (await vscode.window.showQuickPick(items, options))?.profile;
}

/** Opens what is there and creates nothing. */
async function openFile(profiles: ProfileStore, { commands }: Needs): Promise<void> {
  const uri = vscode.Uri.file(profiles.path);
  let type: vscode.FileType;
  try {
    ({ type } = await vscode.workspace.fs.stat(uri));
  } catch {
    const add = "Add profile";
    const text = `There is no configuration file yet: ${profiles.path} is made when you add a profile.`;
    if ((await vscode.window.showInformationMessage(text, add)) === add) await commands.execute("pwaf.profile.add");
    return;
  }
  if (type & vscode.FileType.Directory) {
    throw new PwafError("conflict", `${profiles.path} is a folder, not a file.`, {
      hint: "Move it away, or name another file in the environment variable DATABRICKS_CONFIG_FILE.",
    });
  }
  const line = profiles.problemLine;
  const options = line === undefined ? {} : { selection: new vscode.Range(line, 0, line, 0) };
  await vscode.commands.executeCommand("vscode.open", uri, options);
}
