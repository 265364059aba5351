import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";

/** Every setting with its type. A test compares names and defaults with `package.json`. */
export interface SettingTypes {
  readonly "lint.enabled": boolean;
  readonly "lint.run": "onType" | "onSave";
  readonly "lint.scope": "workspace" | "openFiles";
  /** Rule id → severity, overriding the rule's own and `pwaf.json`. */
  readonly "lint.rules": Readonly<Record<string, "off" | "info" | "warn" | "error">>;
  readonly "catalog.pageSize": number;
  readonly "query.maxRows": number;
  readonly "query.onError": "stop" | "continue";
  readonly "query.cloudFetch": boolean;
  /** 0 leaves it to the warehouse. */
  readonly "query.timeoutSeconds": number;
  readonly "signIn.timeoutSeconds": number;
  readonly "errors.links": boolean;
  readonly "errors.notify": boolean;
}

export const settingDefaults: SettingTypes = {
  "lint.enabled": true,
  "lint.run": "onType",
  "lint.scope": "workspace",
  "lint.rules": {},
  "catalog.pageSize": 200,
  "query.maxRows": 100_000,
  "query.onError": "stop",
  "query.cloudFetch": true,
  "query.timeoutSeconds": 0,
  "signIn.timeoutSeconds": 300,
  "errors.links": true,
  "errors.notify": false,
};

/** The only reader of `pwaf.*` settings. */
export class Settings {
  get<K extends keyof SettingTypes>(name: K): SettingTypes[K] {
    return vscode.workspace.getConfiguration("pwaf").get<SettingTypes[K]>(name, settingDefaults[name]);
  }

  onDidChange(name: keyof SettingTypes, listener: () => void): IDisposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`pwaf.${name}`)) listener();
    });
  }
}
