import { redact } from "../base/redact.ts";

/** What stands for a secret in a kept text. */
export const secretMark = "<redacted>";
export const emailMark = "<e-mail>";

/** Longest User-Agent that is kept; Spark Connect allows 2,048 characters. */
const longest = 2048;

/**
 * A header as it may be kept: printable, without secrets and e-mail addresses.
 * @param header one character for each byte, as Node.js gives headers
 */
export function keptUserAgent(header: string): string {
  const cut = header.length > longest ? `${header.slice(0, longest)}…` : header;
  return escapeBytes(redact(cut).replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, emailMark));
}

/** A path as it may be kept: without query and fragment, and without secrets that somebody put into it. */
export function keptPath(target: string): string {
  return escapeBytes(redact(target.replace(/[?#].*$/s, "").slice(0, longest)));
}

function escapeBytes(text: string): string {
  return text.replace(/[^ -~…]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
