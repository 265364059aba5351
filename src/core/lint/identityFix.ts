import type { Identity } from "../identity/identity.ts";
import { formatIdentity } from "../identity/identity.ts";
import type { Fix } from "./finding.ts";
import type { UserAgentText } from "./sites.ts";

/** Puts the project's identity in place of a literal of a file. Nothing else is touched: not an expression, not a template. */
export function identityFix(
  text: UserAgentText,
  identity: Identity | undefined,
  file: string,
): { fix?: Fix; needsIdentity?: true } {
  if (!text.content) return {};
  if (!identity) return { needsIdentity: true };
  const value = text.isName ? `${identity.isv}_${identity.product}` : formatIdentity(identity);
  return {
    fix: {
      title: `Replace by ${value}`,
      edits: [{ ...text.content, text: value }],
      safe: isSameName(text.text, identity) && isOnlyUserAgent(text, file),
    },
  };
}

/**
 * Whether a literal is nothing but a User-Agent: by its form, or by what stands before it in the file. A constant `PRODUCT = "acme-loader"` may
 * name a folder or a table as well, which must not be renamed unseen.
 */
export function isOnlyUserAgent({ text, content }: UserAgentText, file: string): boolean {
  if (!content || /^[^/]+\/\d/.test(text)) return content !== undefined;
  const lineStart = file.lastIndexOf("\n", content.start - 1);
  const before = file.slice(file.lastIndexOf("\n", lineStart - 1) + 1, content.start);
  return /user[-_ ]?agent|application[-_ ]?name|client[-_]?id|\bua\b/i.test(before);
}

/** Whether a text names this product and is merely written wrong: `Acme Loader/1.0`, `acme-loader`. */
function isSameName(text: string, { isv, product }: Identity): boolean {
  const [name = ""] = text.split("/");
  return bare(name) === bare(isv + product);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
