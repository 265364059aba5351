import type { FileModel } from "../model.ts";
import type { RulePattern } from "../rule.ts";

/** Addresses that Databricks signs people in at: of a workspace, or of an account. */
export const authorizeUrl: RulePattern = {
  expression: /\/oidc\/(?:accounts\/[^\s"'`/?]+\/)?v1\/authorize\b/g,
  words: ["/v1/authorize"],
};

/**
 * Whether the file itself puts the request together: an address alone may be handed to a library that adds what is missing. A metadata
 * document, a mock or a route of a server names the address and asks for nothing.
 */
export function buildsRequest({ text }: FileModel): boolean {
  return (
    /\bresponse_type\b/.test(text) &&
    /\bclient_id\b/.test(text) &&
    /\bredirect_uri\b/.test(text) &&
    !isServer.test(text)
  );
}

const isServer =
  /authorization_endpoint["']?\s*:\s*[^\n]*,\s*\n?[^\n]*token_endpoint|\b(?:app|router)\.get\(\s*["'`]\/oidc/;
