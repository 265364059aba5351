import * as vscode from "vscode";

/** Context keys that `when` clauses in `package.json` read. A test compares them with the manifest. */
export interface ContextKeys {
  readonly "pwaf.hasProfile": boolean;
  readonly "pwaf.signedIn": boolean;
  readonly "pwaf.queryRunning": boolean;
}

export const contextKeyNames: readonly (keyof ContextKeys)[] = [
  "pwaf.hasProfile",
  "pwaf.signedIn",
  "pwaf.queryRunning",
];

/** The only caller of `setContext`. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
