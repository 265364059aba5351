import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import { profileFields } from "../../core/profiles/newProfile.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { CommandId } from "../platform/commandIds.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import type { ProfileTarget } from "../platform/profileTarget.ts";
import { profileOf } from "../platform/profileTarget.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import { askProfile } from "./addProfile.ts";
import { findWorkspaces } from "./envFiles.ts";
import { makeDefault, moveSecrets, offerSignIn, removeOne, renameOne } from "./profileCommands.ts";
import { ProfileForms } from "./profileForms.ts";
import { keepSecrets } from "./profileSecrets.ts";
import { ProfilesTree } from "./profilesTree.ts";
import type { ProfileStore } from "./profileStore.ts";
import { testProfile } from "./profileTest.ts";
import { nodeText } from "./profileText.ts";
import { ProfileStatus } from "./statusBar.ts";

type Needs = Pick<
  Services,
  "changes" | "commands" | "extensionUri" | "extensionVersion" | "log" | "secrets" | "state"
> & {
  readonly sessions: Sessions & SessionList;
};

/** The view `pwaf.profiles`, the status bar item, and the commands around profiles. */
export function registerProfiles(profiles: ProfileStore, services: Needs): IDisposable {
  const { commands } = services;
  const store = new DisposableStore();
  const tree = store.add(new ProfilesTree(profiles, services));
  store.add(vscode.window.createTreeView("pwaf.profiles", { treeDataProvider: tree }));
  store.add(new ProfileStatus(profiles, services));

  const showKeys = () => {
    setContextKey("pwaf.hasProfile", profiles.all.length > 0);
    setContextKey("pwaf.canUndo", profiles.undoable !== undefined);
  };
  store.add(profiles.onDidChange(showKeys));
  showKeys();
  // Where the system tells nothing of changes, coming back to the window does.
  store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && void profiles.refresh()));

  const desk = { ...services, profiles };
  const forms = store.add(new ProfileForms(profiles, services, (profile) => testProfile(profile, services)));
  /** A command about one profile: of the tree's node, else of one that is picked. */
  const about = (id: CommandId, title: string, run: (profile: Profile) => unknown) =>
    store.add(
      commands.register(id, async (...target: ProfileTarget) => {
        const profile = profileOf(target) ?? (await pickProfile(profiles, title));
        if (profile) await run(profile);
      }),
    );

  store.add(commands.register("pwaf.profile.add", () => addProfile(profiles, services, forms)));
  store.add(
    commands.register("pwaf.profile.switch", (...target: ProfileTarget) =>
      switchProfile(profiles, services, profileOf(target)),
    ),
  );
  about("pwaf.profile.edit", "Edit profile", ({ name }) => forms.open({ kind: "edit", name }));
  about("pwaf.profile.duplicate", "Duplicate profile", ({ name }) => forms.open({ kind: "copy", name }));
  about("pwaf.profile.rename", "Rename profile", (profile) => renameOne(desk, profile));
  about("pwaf.profile.remove", "Remove profile", (profile) => removeOne(desk, profile));
  about("pwaf.profile.makeDefault", "Make a profile the default of the Databricks tools", (profile) =>
    makeDefault(desk, profile),
  );
  about("pwaf.profile.moveSecrets", "Move secrets to secret storage", (profile) => moveSecrets(desk, profile));
  about("pwaf.profile.copyHost", "Copy host", ({ host }) => vscode.env.clipboard.writeText(host));
  about("pwaf.profile.test", "Test profile", async (profile) => {
    const text = await testProfile(profile, services);
    if (text !== undefined) void vscode.window.showInformationMessage(text);
  });
  store.add(
    commands.register("pwaf.profile.undo", async () => {
      vscode.window.setStatusBarMessage(`$(discard) Taken back: ${await profiles.undo()}`, 5000);
    }),
  );
  store.add(commands.register("pwaf.profile.openFile", () => openFile(profiles, services)));
  return store;
}

async function addProfile(profiles: ProfileStore, { commands, sessions }: Needs, forms: ProfileForms): Promise<void> {
  const [found] = await Promise.all([findWorkspaces(), profiles.refresh()]);
  const answer = await askProfile(
    found,
    profiles.all.map(({ name }) => name),
  );
  if (!answer) return;
  if (answer.kind === "form") return forms.open({ kind: "new" }, answer.host);
  const { profile, token } = answer;
  const secrets = token === undefined ? {} : { token };
  await profiles.add(profile.name, profileFields(profile), keepSecrets(profile, secrets));
  await profiles.activate(profile.name);
  const added = profiles.all.find(({ name }) => name === profile.name);
  if (added) offerSignIn({ commands, profiles, sessions }, added);
  // There the catalog view offers the next step, to sign in.
  await vscode.commands.executeCommand("pwaf.profiles.focus");
}

async function switchProfile(profiles: ProfileStore, services: Needs, chosen?: Profile): Promise<void> {
  const { commands } = services;
  if (chosen) return profiles.activate(chosen.name);
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
  { all, active, defaultName }: ProfileStore,
  { sessions }: Needs,
): (vscode.QuickPickItem & { readonly profile?: Profile })[] {
  const items = all.map((profile) => {
    const isActive = profile.name === active?.name;
    const { label, description, icon } = nodeText({
      kind: "profile",
      profile,
      session: sessions.of(profile),
      isActive,
      isDefault: profile.name === defaultName,
    });
    return { label, description, iconPath: new vscode.ThemeIcon(icon), profile };
  });
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  return [...items, separator, { label: "Add profile…", iconPath: new vscode.ThemeIcon("add") }];
}

async function pickProfile(profiles: ProfileStore, title: string): Promise<Profile | undefined> {
  await profiles.ready;
  const { all, active } = profiles;
  const items = all.map((profile) => ({
    label: profile.name,
    description: profile.name === active?.name ? `active · ${profile.host}` : profile.host,
    profile,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Which profile?" }))?.profile;
}

/** Opens what is there and creates nothing. */
async function openFile(profiles: ProfileStore, { commands }: Needs): Promise<void> {
  const uri = vscode.Uri.file(profiles.path);
  let type: vscode.FileType;
  try {
    ({ type } = await vscode.workspace.fs.stat(uri));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== "FileNotFound") throw error;
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
