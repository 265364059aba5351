import type { ServerResponse } from "node:http";
import { send } from "./call.ts";

/** Text for HTML content and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Sends one of the emulator's own pages. `body` is HTML; everything variable in it must be escaped by the caller. */
export function sendPage(response: ServerResponse, status: number, title: string, body: string): void {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><p class="tag">Emulated workspace on this machine</p>${body}</main></body></html>`;
  send(response, status, "text/html; charset=utf-8", html, {
    // No form-action: browsers would apply it to the redirect back to the client, too.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
}

const style = `
:root { color-scheme: light dark; --bg: #f4f5f7; --card: #fff; --text: #1b1f24; --soft: #59636e; --line: #d5dae0; --accent: #c2410c; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --bg: #14171a; --card: #1e2328; --text: #e8eaed; --soft: #9aa4ae; --line: #353c44; --accent: #fb923c; --on: #1b1206; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { width: min(26rem, calc(100vw - 2rem)); padding: 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.tag { margin: 0 0 .75rem; color: var(--soft); font-size: .8125rem; }
h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0 0 1rem; } ul { margin: 0 0 1.25rem; padding-left: 1.25rem; } code { font-size: .875em; overflow-wrap: anywhere; }
label { display: flex; gap: .625rem; align-items: center; padding: .625rem .75rem; margin-bottom: .5rem; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
label:has(:checked) { border-color: var(--accent); } label small { display: block; color: var(--soft); }
input { accent-color: var(--accent); }
.actions { display: flex; gap: .75rem; margin-top: 1.25rem; }
button { flex: 1; padding: .625rem 1rem; font: inherit; border: 1px solid var(--line); border-radius: 8px; background: none; color: inherit; cursor: pointer; }
button.main { border-color: var(--accent); background: var(--accent); color: var(--on); font-weight: 600; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }`;
