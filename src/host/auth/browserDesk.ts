import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { isLoopback } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { AddressQuestion, BrowserDesk } from "../../workspace/auth/browserSignIn.ts";
import { editorAddress } from "../../workspace/auth/flows.ts";

/** How long, in milliseconds, a browser may take before other ways are offered. */
const patienceMs = 8000;

/** The editor's side of a sign-in by browser. */
export function createBrowserDesk(profile: Profile, log: Logger): BrowserDesk {
  return {
    callbackUrl: async () => {
      const external = await vscode.env.asExternalUri(vscode.Uri.parse(editorAddress(vscode.env.uriScheme)));
      // With `true`, because the default form encodes the `=` and `&` of the query that a browser-hosted editor adds.
      return external.toString(true);
    },
    openBrowser: (url, over, paste) => void openBrowser(url, profile, over, paste, log),
    forwards: (redirectUri) => forwards(redirectUri, log),
    askAddress: (question, over) => askAddress(profile, question, over),
    offerNext: async (problem, { title }) => {
      const next = "Use another way";
      const detail = [problem.hint, `The other way: ${title}.`].filter((line) => line !== undefined).join("\n\n");
      return (await vscode.window.showWarningMessage(problem.message, { modal: true, detail }, next)) === next;
    },
  };
}

/** Over a remote connection this makes a tunnel, from the same port of the user's machine where that is free. */
async function forwards(redirectUri: string, log: Logger): Promise<boolean> {
  try {
    const { authority } = await vscode.env.asExternalUri(vscode.Uri.parse(redirectUri));
    const { hostname, port } = new URL(`http://${authority}`);
    return isLoopback(hostname) && port === new URL(redirectUri).port;
  } catch (error) {
    log.warn(`no tunnel: ${errorText(error)}`);
    return false;
  }
}

/** Opens the page, and offers its address where that did not work or nothing has come back after a while. */
async function openBrowser(
  url: string,
  profile: Profile,
  over: AbortSignal,
  paste: (() => Promise<boolean>) | undefined,
  log: Logger,
): Promise<void> {
  try {
    const opened = await vscode.env.openExternal(vscode.Uri.parse(url));
    if (opened) await patience(over);
    if (over.aborted) return;
    const [copy, carry] = ["Copy link", "Paste the address"];
    const text = paste
      ? `Finish signing in to “${profile.name}” in your browser. If no page has opened there, open the link yourself; if the page does not lead back here, paste its address.`
      : `Finish signing in to “${profile.name}” in your browser. If no page has opened there, open the link yourself.`;
    const picked = await vscode.window.showInformationMessage(text, copy, ...(paste ? [carry] : []));
    if (picked === carry) await paste?.();
    if (picked !== copy) return;
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

async function askAddress(
  profile: Profile,
  { redirectUri, skipped, problemOf }: AddressQuestion,
  over: AbortSignal,
): Promise<string | undefined> {
  const closing = new vscode.CancellationTokenSource();
  const close = () => closing.cancel();
  over.addEventListener("abort", close, { once: true });
  // Several ways can fail for one reason.
  const reasons = [...new Set(skipped.map(({ why }) => why))];
  const why = reasons.length === 0 ? "" : ` Nothing simpler works here: ${reasons.join("; ")}.`;
  try {
    return await vscode.window.showInputBox(
      {
        title: `Sign in to ${profile.name}`,
        prompt: `Sign in on the page that opened. Your browser then ends at an address that begins with ${redirectUri}, perhaps at an error page: paste that whole address here.${why}`,
        placeHolder: `${redirectUri}?code=…&state=…`,
        ignoreFocusOut: true,
        validateInput: problemOf,
      },
      closing.token,
    );
  } finally {
    over.removeEventListener("abort", close);
    closing.dispose();
  }
}
