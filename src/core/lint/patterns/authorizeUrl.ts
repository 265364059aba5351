import { hasDatabricksHost } from "../connectors/databricksUrl.ts";
import type { FileModel, PatternMatch } from "../model.ts";
import type { RulePattern } from "../rule.ts";
import { isAboutDatabricks } from "./around.ts";

/** Addresses that Databricks signs people in at: of a workspace, or of an account. */
export const authorizeUrl: RulePattern = {
  expression: /\/oidc\/(?:accounts\/[^\s"'`/?]+\/)?v1\/authorize\b/g,
  words: ["/v1/authorize"],
};

/**
 * Where the parameters of a sign-in request stand: in the URL itself when it is one literal with a query, or else in the block of code
 * around it where the file makes several, or anywhere in the file.
 * Undefined where the file does not put a request together: an address alone may be handed to a library that adds what is missing, and a
 * mock or metadata document asks for nothing.
 */
export function requestText(file: FileModel, match: PatternMatch): string | undefined {
  const { text } = file;
  const { literal } = match;
  // Other identity providers have the same path.
  if (!isAboutDatabricks(file) || isElsewhere(text.slice(text.lastIndexOf("\n", match.start) + 1, match.start)))
    return undefined;
  const url = literal && text.slice(literal.start, literal.end);
  if (url && /[?&]response_type=/.test(url) && !goesOn(text.slice(literal.end, literal.end + 80))) return url;
  if (!isBuilt(text) || isServer.test(text)) return undefined;
  const own = builtAround(text, match.start);
  // Of a file that makes one request, any function may complete it.
  const requests = (part: string) => part.split(/\bresponse_type\b/).length;
  return own !== undefined && requests(own) < requests(text) ? own : text;
}

function isBuilt(text: string): boolean {
  return /\bresponse_type\b/.test(text) && /\bclient_id\b/.test(text) && /\bredirect_uri\b/.test(text);
}

/** The block of code around an offset that puts a request together; blocks are told by their indentation. */
function builtAround(text: string, offset: number): string | undefined {
  const lines = text.split("\n");
  const indents = lines.map((line) => (line.trim() === "" ? Infinity : line.search(/\S/)));
  let first = text.slice(0, offset).split("\n").length - 1;
  let last = first;
  for (let depth = indents[first] ?? 0; depth > 0; depth = Math.max(indents[first - 1] ?? 0, indents[last + 1] ?? 0)) {
    while ((indents[first - 1] ?? 0) >= depth) first--;
    while ((indents[last + 1] ?? 0) >= depth) last++;
    const block = lines.slice(first, last + 1).join("\n");
    if (isBuilt(block)) return block;
  }
  return undefined;
}

/** Whether the address begins with a host that is written out and is not Databricks'. */
function isElsewhere(before: string): boolean {
  const origin = /https?:\/\/[\w.-]+(?::\d+)?$/.exec(before)?.[0];
  return origin !== undefined && !hasDatabricksHost(`${origin}/`);
}

/** Whether more text is put behind a literal: `+ …`, `.format(…)`, or another literal. */
function goesOn(behind: string): boolean {
  return /^\s*(?:\+|\.|%|[rfb]*["'`])/i.test(behind);
}

const isServer =
  /authorization_endpoint["']?\s*:\s*[^\n]*,\s*\n?[^\n]*token_endpoint|\b(?:app|router)\.get\(\s*["'`]\/oidc/;
