import { checkUserAgent } from "../identity/identity.ts";
import type { Judgement } from "../recorder/judge.ts";

/** Why the identity of a tagged call is not the one of `pwaf.json`. */
export interface IdentityProblem {
  readonly message: string;
  readonly rule?: string;
}

/**
 * Whether a tagged User-Agent holds the identity where its client puts it: inside the comment for the SQL connectors, as
 * a product of its own for everything else. Other identities may stand beside it: an OEM host appends the product it embeds.
 * @param identity as `pwaf.json` gives it, `Acme_Loader/1.2.0`; without a version any will do
 * @returns undefined when all is well
 */
export function identityProblem(identity: string, judgement: Judgement): IdentityProblem | undefined {
  const { identities, client } = judgement;
  const match = identities.find((text) => isSame(identity, text));
  if (match === undefined) return otherIdentity(identity, identities);
  const isInComment = commentOf(judgement).includes(match);
  if (client === undefined || isInComment === (client.place === "comment")) return undefined;
  const where = isInComment ? "in the comment" : "outside the comment";
  return { message: `carries ${match} ${where}, where ${client.name} does not put what its caller names` };
}

function otherIdentity(identity: string, identities: readonly string[]): IdentityProblem {
  const wanted = partsOf(identity);
  const found = identities.map(partsOf).find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase());
  const message = `is tagged ${identities.join(" and ")}, not ${identity}`;
  if (found?.name === wanted.name && found.version === undefined) {
    return {
      message: `is tagged ${identities.join(" and ")}, without the version of pwaf.json`,
      rule: "ua-version-missing",
    };
  }
  const companies = identities
    .map((text) => checkUserAgent(text))
    .flatMap((check) => (check.ok ? [check.identity.isv] : []));
  const own = checkUserAgent(identity);
  const isOtherCompany = own.ok && !companies.includes(own.identity.isv);
  return { message, ...(isOtherCompany ? { rule: "ua-inconsistent-isv" } : {}) };
}

function partsOf(text: string): { readonly name: string; readonly version: string | undefined } {
  const [name = "", version] = text.split("/");
  return { name, version };
}

function isSame(wanted: string, found: string): boolean {
  const [a, b] = [partsOf(wanted), partsOf(found)];
  return (
    a.name === b.name &&
    (a.version === undefined || (b.version !== undefined && padded(a.version) === padded(b.version)))
  );
}

/** The SDKs take three numbers only, so `1.2` is written `1.2.0` for them. */
function padded(version: string): string {
  const [, numbers = "", rest = ""] = /^(\d+(?:\.\d+)*)(.*)$/.exec(version) ?? [undefined, version, ""];
  const missing = /^\d/.test(numbers) ? Math.max(0, 3 - numbers.split(".").length) : 0;
  return `${numbers}${".0".repeat(missing)}${rest}`;
}

/** The identities that stand between parentheses. */
function commentOf({ parts }: Judgement): string[] {
  let depth = 0;
  return parts.flatMap(({ text, kind }) => {
    if (kind === "identity") return depth > 0 ? [text] : [];
    for (const character of text) depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    return [];
  });
}
