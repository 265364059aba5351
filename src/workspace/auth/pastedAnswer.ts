import { parseCallback, sameNonce } from "./callback.ts";

/**
 * Reads the address that a user copied from the browser after signing in.
 * @returns the query of the answer, or what is wrong with the text, which is never quoted: it may hold a code.
 */
export function readPastedAnswer(
  text: string,
  redirectUri: string,
  nonce: string,
): { readonly query: string } | { readonly problem: string } {
  const pasted = text.trim();
  if (pasted === "") return { problem: "Paste the whole address, from http to its end." };
  if (!URL.canParse(pasted)) return { problem: "This is no address. Copy the whole of the browser's address bar." };
  const [url, expected] = [new URL(pasted), new URL(redirectUri)];
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) {
    return { problem: `The page to copy from begins with ${redirectUri}. Finish signing in first, then copy.` };
  }
  const answer = parseCallback(url.search);
  if (answer.kind === "invalid") return { problem: `This address cannot be used: ${answer.why}.` };
  if (!sameNonce(answer.state.nonce, nonce)) {
    return { problem: "This address belongs to another sign-in. Use the page that was opened just now." };
  }
  return { query: url.search };
}
