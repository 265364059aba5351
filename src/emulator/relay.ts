import type { Call } from "./http/call.ts";
import { escapeHtml, sendPage } from "./http/page.ts";

/** Schemes of VS Code and its relatives. */
export const editorSchemes = ["vscode", "vscode-insiders", "vscodium", "cursor", "windsurf", "code-oss"] as const;

/** The extension that the relay forwards to. */
export const extensionId = "pwaf-toolkit.pwaf-toolkit";

/**
 * The relay page: the one redirect address that is registered with the OAuth app. It sends the browser on to the
 * editor's own callback, which travels as `u` in `state` (base64url of `{"n": nonce, "u": callback}`).
 * It must not become an open redirector, so it forwards only to editors on this machine.
 */
export function relay(call: Call): void {
  const target = relayTarget(call.url.searchParams);
  if (target instanceof URL) {
    call.response.writeHead(302, {
      location: target.href,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    call.response.end();
    return;
  }
  sendPage(
    call.response,
    400,
    "Sign-in cannot continue",
    `<h1>Sign-in cannot continue</h1><p>${escapeHtml(target)}</p><p>Go back to the editor and start the sign-in again.</p>`,
  );
}

/** Where to forward, or the reason why not. */
export function relayTarget(parameters: URLSearchParams): URL | string {
  const state = parameters.get("state");
  if (state === null || state === "") return "The answer carries no state, so it belongs to no sign-in of an editor.";
  const callback = callbackOf(state);
  if (callback === undefined) return "The state of the answer does not name an editor's callback address.";
  if (!isAllowed(callback)) return "The callback address in the state is not an editor on this machine.";
  // A browser-hosted editor's callback has a query of its own, which must arrive unchanged.
  const forwarded = [...parameters]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  const separator = callback.search === "" ? "?" : "&";
  const hash = callback.hash;
  callback.hash = "";
  return new URL(callback.href.replace(/\?$/, "") + separator + forwarded + hash);
}

function callbackOf(state: string): URL | undefined {
  if (!/^[\w-]+=*$/.test(state)) return undefined;
  try {
    const parsed = JSON.parse(Buffer.from(state, "base64url").toString("utf8")) as unknown;
    if (typeof parsed !== "object" || parsed === null || !("n" in parsed) || !("u" in parsed)) return undefined;
    return typeof parsed.n === "string" && parsed.n !== "" && typeof parsed.u === "string"
      ? new URL(parsed.u)
      : undefined;
  } catch {
    return undefined;
  }
}

const loopback = new Set(["127.0.0.1", "[::1]", "localhost"]);

function isAllowed(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "http:" || url.protocol === "https:") return loopback.has(url.hostname);
  const scheme = url.protocol.slice(0, -1);
  return editorSchemes.some((known) => known === scheme) && url.host === extensionId;
}
