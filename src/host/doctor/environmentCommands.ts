import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import { environmentFormats, formatEnvironment } from "../../core/environment/formats.ts";
import { profileVariables } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { ProfileTarget } from "../platform/profileTarget.ts";
import { profileOf } from "../platform/profileTarget.ts";
import type { Services } from "../services.ts";
import type { SecretSources } from "../platform/profileAccess.ts";
import { terminalEnvironment } from "./terminalEnvironment.ts";
import { terminalLaunch } from "./terminalLaunch.ts";

/** “Open terminal for profile” and “Copy environment of profile”. */
export function registerEnvironmentCommands(
  sources: SecretSources,
  { commands, profiles }: Pick<Services, "commands" | "profiles">,
): IDisposable {
  const store = new DisposableStore();
  const chosen = async (target: ProfileTarget): Promise<Profile | undefined> => {
    const named = profileOf(target);
    if (!named && !profiles.active) await commands.execute("pwaf.profile.switch");
    return named ?? profiles.active;
  };
  store.add(
    commands.register("pwaf.terminal.open", async (...target: ProfileTarget) => {
      const profile = await chosen(target);
      if (profile) await openTerminal(profile, sources);
    }),
  );
  store.add(
    commands.register("pwaf.environment.copy", async (...target: ProfileTarget) => {
      const profile = await chosen(target);
      if (profile) await copyEnvironment(profile);
    }),
  );
  return store;
}

async function openTerminal(profile: Profile, sources: SecretSources): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new PwafError("forbidden", "A terminal with credentials needs a trusted folder.", {
      hint: "Trust this folder with “Workspaces: Manage Workspace Trust”, if you know where it comes from.",
    });
  }
  try {
    const { values, removed, notes } = await terminalEnvironment(profile, sources);
    const { shellPath, shellArgs, carried } = terminalLaunch(values, {
      shell: vscode.env.shell,
      platform: process.platform,
    });
    const terminal = vscode.window.createTerminal({
      name: `Databricks: ${profile.name}`,
      shellPath,
      shellArgs: [...shellArgs],
      env: { ...removed, ...carried },
      // Otherwise the editor keeps the environment, and with it secrets, to bring the terminal back after a restart.
      isTransient: true,
      iconPath: new vscode.ThemeIcon("key"),
      message: [`Databricks variables of profile ${profile.name}, and no others.`, ...notes].join(" "),
    });
    terminal.show();
  } catch (error) {
    throw wrapError(`open a terminal for ${profile.name}`, error);
  }
}

async function copyEnvironment(profile: Profile): Promise<void> {
  const variables = profileVariables(profile);
  const items = environmentFormats.map(({ id, label, language }) => ({ label, id, language }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Copy environment of ${profile.name}`,
    placeHolder: "Form; secrets are written as references",
  });
  if (!picked) return;
  await vscode.env.clipboard.writeText(formatEnvironment(profile, variables, picked.id));
  vscode.window.setStatusBarMessage(`$(check) Copied the environment of ${profile.name}`, 5000);
}
