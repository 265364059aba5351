import * as vscode from "vscode";

/** Context keys that `when` clauses in `package.json` read. A test compares them with the manifest. */
export interface ContextKeys {
  readonly "pwaf.hasProfile": boolean;
  /** A change of the configuration file can be taken back. */
  readonly "pwaf.canUndo": boolean;
  readonly "pwaf.signedIn": boolean;
  /** The result in view is still on its way. */
  readonly "pwaf.queryRunning": boolean;
  readonly "pwaf.catalogFiltered": boolean;
  readonly "pwaf.hasResult": boolean;
  /** The result in view has rows. */
  readonly "pwaf.hasRows": boolean;
  readonly "pwaf.resultPinned": boolean;
  readonly "pwaf.hasQueryHistory": boolean;
  /** The workspace is being checked. */
  readonly "pwaf.scanning": boolean;
  /** The workspace has been checked. */
  readonly "pwaf.scanned": boolean;
  readonly "pwaf.hasCallPaths": boolean;
  readonly "pwaf.callPathsByFile": boolean;
  readonly "pwaf.callPathsFiltered": boolean;
  /** Some `pwaf.json` names commands that prove conformance. */
  readonly "pwaf.hasConformance": boolean;
  readonly "pwaf.hasConformanceResults": boolean;
}

export const contextKeyNames: readonly (keyof ContextKeys)[] = [
  "pwaf.hasProfile",
  "pwaf.canUndo",
  "pwaf.signedIn",
  "pwaf.queryRunning",
  "pwaf.catalogFiltered",
  "pwaf.hasResult",
  "pwaf.hasRows",
  "pwaf.resultPinned",
  "pwaf.hasQueryHistory",
  "pwaf.scanning",
  "pwaf.scanned",
  "pwaf.hasCallPaths",
  "pwaf.callPathsByFile",
  "pwaf.callPathsFiltered",
  "pwaf.hasConformance",
  "pwaf.hasConformanceResults",
];

/** The only caller of `setContext`. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
