import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { tokenProblem } from "../../core/profiles/token.ts";
import { callbackPath, extensionAuthority } from "../../workspace/auth/flows.ts";
import type { SignInDesk } from "./sessionStore.ts";

/** How long, in milliseconds, a browser may take before the link is offered for copying. */
const patienceMs = 8000;

/** The editor's side of a sign-in. */
export function createEditorDesk(log: Logger): SignInDesk {
  return {
    trusted: () => vscode.workspace.isTrusted,
    environment: () => ({
      uiKind: vscode.env.uiKind === vscode.UIKind.Web ? "web" : "desktop",
      uriScheme: vscode.env.uriScheme,
      ...(vscode.env.remoteName === undefined ? {} : { remoteName: vscode.env.remoteName }),
    }),
    callbackUrl: async () => {
      const own = vscode.Uri.parse(`${vscode.env.uriScheme}://${extensionAuthority}${callbackPath}`);
      // With `true`, because the default form encodes the `=` and `&` of the query that a browser-hosted editor adds.
      return (await vscode.env.asExternalUri(own)).toString(true);
    },
    openBrowser: (url, profile, over) => void openBrowser(url, profile, over, log),
    askToken,
    warnMemoryOnly: () =>
      void vscode.window.showWarningMessage(
        "The editor's secret storage does not work here, so the sign-in ends when this window closes. On Linux it needs a keyring such as gnome-keyring or KWallet.",
      ),
  };
}

/** Opens the page, and offers its address where that did not work or nothing has come back after a while. */
async function openBrowser(url: string, profile: Profile, over: AbortSignal, log: Logger): Promise<void> {
  try {
    const opened = await vscode.env.openExternal(vscode.Uri.parse(url));
    if (opened) await patience(over);
    if (over.aborted) return;
    const copy = "Copy link";
    const text = `Finish signing in to “${profile.name}” in your browser. If no page has opened there, open the link yourself.`;
    if ((await vscode.window.showInformationMessage(text, copy)) !== copy) return;
    await vscode.env.clipboard.writeText(url);
    vscode.window.setStatusBarMessage("$(check) Link copied: open it in your browser", 5000);
  } catch (error) {
    log.warn(`the browser could not be opened: ${errorText(error)}`);
  }
}

/** Ends after a while, or at once when it is over. */
async function patience(over: AbortSignal): Promise<void> {
  await sleep(patienceMs, undefined, { signal: over }).catch(() => undefined);
}

async function askToken(profile: Profile): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Sign in to ${profile.name}`,
    prompt: `Personal access token for ${profile.host}. It is kept in the editor's secret storage, never in a file.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => tokenProblem(value),
  });
  return text?.trim();
}
