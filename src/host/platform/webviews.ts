import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Handlers, PanelProtocol } from "../../protocol/messages.ts";
import { logError } from "./errors.ts";

/** Each view is one bundle, `dist/webviews/<name>.js` and `.css`, with chunks that it shares with others. */
export type WebviewName =
  "results" | "tableDetail" | "profileForm" | "doctor" | "recorder" | "grants" | "formKit" | "volumeFile" | "mcpTools";

function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webviews");
}

/**
 * Fills a webview with the page of one bundle. Data never goes into the page: it travels by message once the view
 * says `ready`. Nothing may load but our own files.
 */
export function openPage(webview: vscode.Webview, extensionUri: vscode.Uri, name: WebviewName, title: string): void {
  const root = webviewRoot(extensionUri);
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const nonce = randomBytes(18).toString("base64url");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(root, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(root, `${name}.css`)).toString();
  webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${webview.cspSource} data:; font-src ${webview.cspSource}; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}';">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${style}">
</head>
<body data-style-nonce="${nonce}">
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The host's end of a panel protocol. */
export class PanelPort<P extends PanelProtocol> extends Disposable {
  readonly #webview: vscode.Webview;

  constructor(webview: vscode.Webview, handlers: Handlers<P["toHost"]>, log: Logger) {
    super();
    this.#webview = webview;
    const table = new Map(Object.entries(handlers)) as Map<string, (payload: unknown) => void | Promise<void>>;
    this.own(
      webview.onDidReceiveMessage(async (message: { type?: unknown; payload?: unknown } | undefined) => {
        const handler = typeof message?.type === "string" ? table.get(message.type) : undefined;
        if (!handler) return log.warn("a webview sent a message that is not in its protocol");
        try {
          await handler(message?.payload);
        } catch (error) {
          logError(error, log);
        }
      }) satisfies IDisposable,
    );
  }

  send<K extends keyof P["toView"] & string>(type: K, payload: P["toView"][K]): void {
    if (!this.isDisposed) void this.#webview.postMessage({ type, payload });
  }
}
