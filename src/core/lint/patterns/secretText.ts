import { hasHoles } from "../settings/plainSite.ts";

/** What Databricks puts before its tokens: personal access tokens (`dapi`) and OAuth secrets (`dose`); rules of their own report both. */
const databricksToken = /\bd(?:api|ose)[0-9a-f]{32}/;

/** Whether a text holds a token that `secret-databricks-pat` or `secret-databricks-oauth` reports. */
export function isDatabricksToken(text: string): boolean {
  return databricksToken.test(text);
}

/** Stand-ins of documentation and templates: `<token>`, `xxxx`, `your-secret`, `dapiXXXX`, `***`, `from-the-vault`. */
const standIn =
  /[<>]|x{3,}|\*{3,}|\.{3}|…|\b(?:your|my|change-?me|todo|fixme|placeholder|replace|example|sample|dummy|fake|mock|redacted|secret|token|password|vault|none|null|undefined|insert|test)\b/i;

/** Names of places that hold a secret: `vault:kv/x`, `arn:aws:…`, `op://…`, `secrets/scope/key`, `/run/secrets/x`. */
const reference =
  /^(?:arn|vault|op|ssm|azurekeyvault|gcpsm|env|file|keyring|secret)s?:|^@Microsoft\.KeyVault|\/secrets?\/|^secrets[./]|^\/|^!/i;

/**
 * Whether a text that stands in the place of a secret is one: random enough to have digits and letters, no stand-in, no reference.
 * False for what other rules know by its form.
 */
export function isSecretLiteral(text: string): boolean {
  if (text.length < 12 || text.length > 4_000 || hasHoles(text) || databricksToken.test(text)) return false;
  if (/\s/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  return !standIn.test(text.replaceAll("_", "-")) && !reference.test(text);
}

/** The same, for places where any literal is a secret in plain sight: a short password too, and Databricks tokens. */
export function isPlainSecret(text: string): boolean {
  if (databricksToken.test(text)) return true;
  return (
    text.length >= 4 &&
    !hasHoles(text) &&
    !/\s/.test(text) &&
    !standIn.test(text.replaceAll("_", "-")) &&
    !reference.test(text)
  );
}
