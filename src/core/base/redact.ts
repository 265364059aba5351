/**
 * Databricks token prefixes that its own drivers redact, JWTs, and bearer headers.
 * Source: `lib/utils/buildUserAgentString.ts` of databricks/databricks-sql-nodejs.
 */
const secrets =
  /\b(?:dkea|dskea|dapi|dsapi|dose|doau)[0-9a-z-]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=\bBearer\s)[^\s"',]+|(?<=\b(?:access_token|refresh_token|client_secret|code|code_verifier)=)[^\s&"']+/gi;

/** Replaces whatever looks like a secret by `<redacted>`. The last net before a log or a message, not a licence to pass secrets. */
export function redact(text: string): string {
  return text.replace(secrets, "<redacted>");
}
