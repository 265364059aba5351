import type { Page } from "playwright-core";
import { startBrowserEditor } from "./browserEditor.ts";
import { startDesktopEditor } from "./desktopEditor.ts";
import type { Theme } from "./settings.ts";
import type { Workbench } from "./workbench.ts";

export interface EditorOptions {
  /** Folder to open. */
  readonly folder: string;
  /** Extension under development; this checkout by default. Ignored with `installedVsix`. */
  readonly extensionPath?: string;
  /** Folders of extensions that are installed beside it. */
  readonly otherExtensions?: readonly string[];
  /** Packaged extension to install instead. */
  readonly installedVsix?: string;
  /** User settings on top of the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of ours; `DATABRICKS_*` of the machine never gets there. */
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** False shows the question whether the folder is trusted. Default true. */
  readonly trusted?: boolean;
}

/** A running VS Code with fresh settings. */
export interface Editor {
  readonly workbench: Workbench;
  readonly page: Page;
  /** Waits for the browser page that an action opens outside the editor, such as a sign-in page. */
  readonly externalPage: (action: () => Promise<void>) => Promise<Page>;
  /** What the extension host and the window wrote to the console. */
  readonly console: readonly string[];
  /** Files and folders that VS Code writes its logs to, the extension's own among them. */
  readonly logs: readonly string[];
  /** Where VS Code keeps settings, state and logs. */
  readonly dataFolder: string;
  /** Reloads the window, as “Developer: Reload Window” does. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Keeps logs and a picture under `out/failures/<name>`. */
  readonly keepEvidence: (name: string) => Promise<void>;
}

/** Starts VS Code: the desktop program that `PWAF_DESKTOP_CODE` names, else the one in the browser. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const executable = process.env["PWAF_DESKTOP_CODE"];
  return executable ? await startDesktopEditor(executable, options) : await startBrowserEditor(options);
}
