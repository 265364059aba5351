import { checkUserAgent } from "../identity/identity.ts";
import type { KnownClient } from "./clients.ts";
import { addedWords, httpLibrary, knownClients, runtimeWord } from "./clients.ts";

export type PartKind =
  /** The product that calls, well formed. */
  | "identity"
  /** Stands where the identity belongs, but is none. */
  | "wrong"
  | "client"
  /** An HTTP library that names itself. */
  | "library"
  | "runtime"
  /** Added by what ran the program. */
  | "added"
  /** Anything else: separators, and words that say nothing to us. */
  | "other";

/** A piece of a User-Agent; all pieces together are the whole text. */
export interface UserAgentPart {
  readonly text: string;
  readonly kind: PartKind;
}

export interface SplitUserAgent {
  readonly parts: readonly UserAgentPart[];
  readonly client?: KnownClient & { readonly version: string };
  /** The well-formed identities, in their order. The SDKs' pair of a product and `partner/<company>` counts as one. */
  readonly identities: readonly string[];
  /** What stands in the identity's place instead. */
  readonly wrong?: string;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly inComment: boolean;
}

/** Takes a User-Agent header apart (RFC 9110: products and comments), the way Databricks' clients put it together. */
export function splitUserAgent(text: string): SplitUserAgent {
  const words = wordsOf(text);
  const client = clientOf(words);
  const kinds = words.map((word) => kindOf(word, client));
  const identities = words.filter((_, index) => kinds[index] === "identity").map((word) => word.text);
  const wrong = identities.length === 0 ? wrongWord(words, kinds, client) : undefined;
  const partner = words.findIndex(({ text: word }) => /^partner\/./.test(word));
  const isPair = wrong !== undefined && partner >= 0;
  if (wrong) kinds[words.indexOf(wrong)] = isPair ? "identity" : "wrong";
  if (partner >= 0 && (isPair || identities.length > 0)) kinds[partner] = "identity";
  return {
    parts: withGaps(text, words, kinds),
    identities: isPair ? [`${words[partner]?.text.slice("partner/".length) ?? ""}_${wrong.text}`] : identities,
    ...(client === undefined ? {} : { client }),
    ...(wrong === undefined || isPair ? {} : { wrong: wrong.text }),
  };
}

/** Words that stand for something; several words of one comment such as `Node.js 24.1` are one. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\([^()]*\)|[^\s()]+/g)].flatMap(({ 0: token, index }): Word[] => {
    if (!token.startsWith("(")) return [{ text: token, start: index, inComment: false }];
    return [...token.slice(1, -1).matchAll(/[^;]+/g)].flatMap((piece) => {
      const trimmed = piece[0].trim();
      const start = index + 1 + piece.index + piece[0].indexOf(trimmed);
      const isRuntime = runtimeWord.test(trimmed.split(/[\s/]/)[0] ?? "") && !/[+]\s/.test(trimmed);
      if (isRuntime) return [{ text: trimmed, start, inComment: true }];
      return [...trimmed.matchAll(/[^\s]+/g)]
        .filter(({ 0: word }) => word !== "+")
        .map(({ 0: word, index: at }) => ({ text: word, start: start + at, inComment: true }));
    });
  });
}

const nameOf = (word: string): string => word.split(/[\s/]/)[0] ?? "";

function clientOf(words: readonly Word[]): SplitUserAgent["client"] {
  for (const client of knownClients) {
    const word = words.find(({ text, inComment }) => !inComment && client.token.test(nameOf(text)));
    if (word) return { ...client, version: word.text.slice(nameOf(word.text).length + 1) };
  }
  return undefined;
}

function kindOf({ text, inComment }: Word, client: KnownClient | undefined): PartKind {
  const name = nameOf(text);
  if (!inComment && knownClients.some(({ token }) => token.test(name))) return "client";
  if (Object.hasOwn(addedWords, name.toLowerCase())) return "added";
  if (name === "partner") return "runtime";
  // A first product may have a library's name only where no client stands behind it.
  if (runtimeWord.test(name)) return "runtime";
  if (httpLibrary.test(name)) return client === undefined || inComment ? "library" : "runtime";
  return checkUserAgent(text).ok ? "identity" : "other";
}

/** The word in the place of the identity, where it is none of those that a client sends by itself. */
function wrongWord(
  words: readonly Word[],
  kinds: readonly PartKind[],
  client: KnownClient | undefined,
): Word | undefined {
  const open = words.filter(({ text }, index) => kinds[index] === "other" && !/^unknown(?:\/|$)/.test(text));
  switch (client?.place) {
    case "comment":
      return open.find(({ inComment }) => inComment);
    case "first":
      return open.find((word) => word === words[0]);
    case "last":
      return open.findLast(({ text, inComment }) => !inComment && text.includes("/"));
    case undefined:
      return kinds.includes("library") ? undefined : open.find((word) => word === words[0]);
  }
}

function withGaps(text: string, words: readonly Word[], kinds: readonly PartKind[]): UserAgentPart[] {
  const parts: UserAgentPart[] = [];
  let end = 0;
  words.forEach((word, index) => {
    if (word.start > end) parts.push({ text: text.slice(end, word.start), kind: "other" });
    parts.push({ text: word.text, kind: kinds[index] ?? "other" });
    end = word.start + word.text.length;
  });
  if (end < text.length) parts.push({ text: text.slice(end), kind: "other" });
  return parts;
}
