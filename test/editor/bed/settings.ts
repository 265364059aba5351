import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { madeFolder } from "./places.ts";

export type Theme = "dark" | "light" | "highContrast";

export const themeNames: Readonly<Record<Theme, string>> = {
  dark: "Dark Modern",
  light: "Light Modern",
  highContrast: "Dark High Contrast",
};

/**
 * A quiet editor: what VS Code offers by itself would stand in pictures, steal the focus, or cover what is clicked, as the
 * tip of a row does, which on a busy machine may be drawn when the pointer has left.
 */
const quiet = {
  "workbench.hover.delay": 600_000,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "editor.cursorBlinking": "solid",
  "files.simpleDialog.enable": true,
  "window.dialogStyle": "custom",
  "window.restoreWindows": "none",
  "update.mode": "none",
};

interface SettingsOptions {
  readonly theme: Theme;
  /** False shows the question whether the folder is trusted, as a user sees it. */
  readonly trusted: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Writes the user settings before the first start. */
export async function writeUserSettings(
  userFolder: string,
  { theme, trusted, settings }: SettingsOptions,
): Promise<void> {
  const all = {
    ...quiet,
    "workbench.colorTheme": themeNames[theme],
    "security.workspace.trust.enabled": !trusted,
    ...settings,
  };
  await writeFile(join(await madeFolder(userFolder), "settings.json"), JSON.stringify(all, undefined, 2));
}
