import * as vscode from "vscode";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile, SecretKey } from "../../core/profiles/profile.ts";
import { factsOf } from "../../core/profiles/fields.ts";
import { tokenProblem } from "../../core/profiles/token.ts";
import { createBrowserDesk } from "./browserDesk.ts";
import type { SignInDesk } from "./sessionOpener.ts";

/** What of this editor decides how a browser's answer can come back. */
export function editorEnvironment(): ReturnType<SignInDesk["environment"]> {
  const { remoteName, uiKind, uriScheme } = vscode.env;
  return {
    uiKind: uiKind === vscode.UIKind.Web ? "web" : "desktop",
    uriScheme,
    ...(remoteName === undefined ? {} : { remoteName }),
  };
}

/** The editor's side of a sign-in. */
export function createEditorDesk(log: Logger): SignInDesk {
  return {
    environment: editorEnvironment,
    browserFor: (profile) => createBrowserDesk(profile, log),
    askSecret,
  };
}

export function warnMemoryOnly(): void {
  void vscode.window.showWarningMessage(
    "The editor's secret storage does not work here, so the sign-in ends when this window closes. On Linux it needs a keyring such as gnome-keyring or KWallet.",
  );
}

async function askSecret({ name, host }: Profile, key: SecretKey): Promise<string | undefined> {
  const what = factsOf(key)?.label ?? key;
  const text = await vscode.window.showInputBox({
    title: `Sign in to ${name}`,
    prompt: `${what} for ${host}. It is kept in the editor's secret storage, never in a file.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (key === "token" ? tokenProblem(value) : value.trim() === "" ? "Paste it." : undefined),
  });
  return text?.trim();
}
