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
 * Where the parameters of a sign-in request stand: in the URL itself when it is one literal with a query, or else anywhere in the file.
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
  const isBuilt = /\bresponse_type\b/.test(text) && /\bclient_id\b/.test(text) && /\bredirect_uri\b/.test(text);
  return isBuilt && !isServer.test(text) ? text : undefined;
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
