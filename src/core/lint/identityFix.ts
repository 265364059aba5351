import type { Identity } from "../identity/identity.ts";
import { formatIdentity } from "../identity/identity.ts";
import type { Fix } from "./finding.ts";
import type { UserAgentText } from "./sites.ts";

/** Puts the project's identity in place of a literal. Nothing else is touched: not an expression, not a template. */
export function identityFix(text: UserAgentText, identity: Identity | undefined): { fix?: Fix; needsIdentity?: true } {
  if (!text.content) return {};
  if (!identity) return { needsIdentity: true };
  const value = text.isName ? `${identity.isv}_${identity.product}` : formatIdentity(identity);
  return {
    fix: {
      title: `Replace by ${value}`,
      edits: [{ ...text.content, text: value }],
      safe: isSameName(text.text, identity),
    },
  };
}

/** Whether a text names this product and is merely written wrong: `Acme Loader/1.0`, `acme-loader`. */
function isSameName(text: string, { isv, product }: Identity): boolean {
  const [name = ""] = text.split("/");
  return bare(name) === bare(isv + product);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
