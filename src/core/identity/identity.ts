/** Who a product is to Databricks: the parts of its User-Agent. */
export interface Identity {
  readonly isv: string;
  readonly product: string;
  readonly version?: string;
}

/** Why a text is no acceptable User-Agent. */
export type UserAgentProblem =
  "empty" | "placeholder" | "plus-separator" | "no-separator" | "empty-part" | "extra-slash" | "space" | "character";

export type UserAgentCheck =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly reason: UserAgentProblem; readonly message: string };

/** Longest `application_name` that Postgres keeps; only there does a User-Agent have a length limit. */
export const applicationNameLimit = 63;

/** PWAF states `<isv>_<product>[/<version>]`; the alphabet is what every client accepts. */
const grammar = /^([A-Za-z0-9][A-Za-z0-9.-]*)_([A-Za-z0-9][A-Za-z0-9_.-]*)(?:\/([0-9A-Za-z][0-9A-Za-z.+-]*))?$/;

/** Template text of the PWAF pages that was never filled in. */
const template =
  /[<>{}]|\bisv[-_ ]?name|product[-_ ]name|\byour[-_ ]?(?:company|isv|product|partner|app)|^isv_product\b/i;

/** The company of every PWAF example. Well formed, yet nobody's identity. */
const sampleCompany = /^AcmePartner(?=_|$)/i;

export function formatIdentity(identity: Identity): string {
  const name = `${identity.isv}_${identity.product}`;
  return identity.version === undefined ? name : `${name}/${identity.version}`;
}

/** True for text that someone copied from the documentation. Also true for the well-formed `AcmePartner_…`. */
export function isPlaceholder(text: string): boolean {
  return template.test(text) || sampleCompany.test(text);
}

/**
 * Checks one User-Agent value. Several values separated by one space are accepted when each is well formed,
 * because an OEM host appends the identifier of the product it embeds.
 */
export function checkUserAgent(text: string): UserAgentCheck {
  const parts = text.split(" ").map((part) => (template.test(part) ? null : grammar.exec(part)));
  const [first] = parts;
  if (first && parts.every((part) => part !== null)) {
    const [, isv = "", product = "", version] = first;
    return { ok: true, identity: { isv, product, ...(version === undefined ? {} : { version }) } };
  }
  const reason = problemOf(text);
  return { ok: false, reason, message: explanations[reason] };
}

function problemOf(text: string): UserAgentProblem {
  if (text.trim() === "") return "empty";
  if (template.test(text)) return "placeholder";
  if (/\s/.test(text)) return "space";
  const [name = "", version, ...more] = text.split("/");
  if (more.length > 0) return "extra-slash";
  if (/^[A-Za-z0-9.-]+\+[A-Za-z0-9_.+-]+$/.test(name) && version !== "") return "plus-separator";
  if (/[^A-Za-z0-9_.+-]/.test(name) || /[^0-9A-Za-z.+-]/.test(version ?? "")) return "character";
  if (!name.includes("_")) return "no-separator";
  if (version === "" || name.startsWith("_") || name.endsWith("_")) return "empty-part";
  return "character";
}

const explanations: Record<UserAgentProblem, string> = {
  empty: "it is empty",
  placeholder: "it still holds the template's placeholder text",
  "plus-separator": "`+` separates company and product, which older guidance used; the separator is `_`",
  "no-separator": "there is no `_` between company and product",
  "empty-part": "company, product or version is empty",
  "extra-slash": "it has more than one `/`",
  space: "it contains white space",
  character:
    "company, product and version may hold letters, digits, `.`, `-` (and `_` in the product, `+` in the version), and each begins with a letter or digit",
};
