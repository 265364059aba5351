import * as vscode from "vscode";

/** Context keys that `when` clauses in `package.json` read. A test compares them with the manifest. */
export interface ContextKeys {
  readonly "pwaf.hasProfile": boolean;
  /** A change of the configuration file can be taken back. */
  readonly "pwaf.canUndo": boolean;
  readonly "pwaf.signedIn": boolean;
  readonly "pwaf.queryRunning": boolean;
  /** The workspace is being checked. */
  readonly "pwaf.scanning": boolean;
  /** The workspace has been checked. */
  readonly "pwaf.scanned": boolean;
  readonly "pwaf.hasCallPaths": boolean;
  readonly "pwaf.callPathsByFile": boolean;
  readonly "pwaf.callPathsFiltered": boolean;
}

export const contextKeyNames: readonly (keyof ContextKeys)[] = [
  "pwaf.hasProfile",
  "pwaf.canUndo",
  "pwaf.signedIn",
  "pwaf.queryRunning",
  "pwaf.scanning",
  "pwaf.scanned",
  "pwaf.hasCallPaths",
  "pwaf.callPathsByFile",
  "pwaf.callPathsFiltered",
];

/** The only caller of `setContext`. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
