import { redact } from "../base/redact.ts";
import { decodeJwt } from "../federation/jwt.ts";

/** Names of variables and keys whose values are secrets, known to Databricks' clients or not. */
const secretName = /(?:token|secret|password|passwd|pwd|credentials|api_?key|private_?key)$/i;
const publicName = /(?:token_?env|token_?audience)$/i;

/** What a secret is, as far as its form tells. */
export type SecretKind =
  | "empty"
  | "personal access token"
  | "OAuth secret"
  | "refresh token"
  | "JSON Web Token"
  | "JSON document"
  | "reference"
  | "stand-in"
  | "text";

export function isSecretName(name: string): boolean {
  return secretName.test(name) && !publicName.test(name);
}

export function secretKind(value: string): SecretKind {
  const text = value.trim();
  if (text === "") return "empty";
  if (/^dapi[0-9a-z-]+$/i.test(text)) return "personal access token";
  if (/^dose[0-9a-z-]+$/i.test(text)) return "OAuth secret";
  if (/^doau[0-9a-z-]+$/i.test(text)) return "refresh token";
  if (decodeJwt(text)) return "JSON Web Token";
  if (/^\$\{?\w+|^\{\{.*\}\}$|^op:\/\//.test(text)) return "reference";
  if (
    /^<.*>$|^\[.*\]$|^x{3,}$|^\*{3,}$|\b(?:your|change-?me|todo|placeholder|replace-?me)\b/i.test(
      text.replaceAll("_", "-"),
    )
  )
    return "stand-in";
  return /^\{.*\}$/s.test(text) ? "JSON document" : "text";
}

/** A value as the report shows it: of a secret only its kind and about how long it is. */
export function describeValue(name: string, value: string, isSecret = isSecretName(name)): string {
  if (value.trim() === "") return "empty";
  if (isSecret) return `set: ${kindText(value)}`;
  const shown = withoutUser(redact(value)).replace(/[\p{Cc}]+/gu, " ");
  return shown.length > 120 ? `${shown.slice(0, 119)}…` : shown;
}

function kindText(value: string): string {
  const kind = secretKind(value);
  return kind === "reference" || kind === "stand-in" || kind === "empty" ? kind : `${kind}, ${lengthClass(value)}`;
}

/** In classes, so that the report does not help to guess. */
function lengthClass(value: string): string {
  const { length } = value.trim();
  if (length < 16) return "very short";
  if (length < 64) return "of usual length";
  return length < 512 ? "long" : "very long";
}

/** User and password of addresses such as those of proxies. */
function withoutUser(text: string): string {
  return text.replace(/(?<=:\/\/)[^/@\s]*@/g, "");
}
