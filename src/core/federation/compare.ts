import type { JwtClaims } from "./jwt.ts";
import type { FederationPolicy } from "./policy.ts";

/** One thing that token and policy must agree about. */
export interface Comparison {
  readonly what: string;
  /** What the token says. */
  readonly token: string;
  /** What is wanted. */
  readonly wanted: string;
  /** `open`: this machine cannot know. */
  readonly verdict: "equal" | "differs" | "open";
  /** What to do, unless they are equal. */
  readonly advice?: string;
}

export interface ComparisonContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The Databricks account, where it is known. */
  readonly accountId?: string;
  /** The application id that the exchange would name; absent for federation of the whole account. */
  readonly clientId?: string;
}

/**
 * Compares an identity token with a federation policy, as Databricks does before it exchanges the token; the signature
 * it alone can check. Source: “Configure a federation policy” and “Exchange an identity token” of Databricks' docs.
 */
export function compareWithPolicy(
  claims: JwtClaims,
  policy: FederationPolicy,
  context: ComparisonContext,
): readonly Comparison[] {
  return [
    issuer(claims, policy),
    audience(claims, policy, context),
    subject(claims, policy),
    clientId(policy, context),
    validity(claims, context),
    algorithm(claims),
  ];
}

/** The policy that a token comes closest to. */
export function closestPolicy(
  claims: JwtClaims,
  policies: readonly FederationPolicy[],
  context: ComparisonContext,
): FederationPolicy | undefined {
  const differences = (policy: FederationPolicy) =>
    compareWithPolicy(claims, policy, context).filter(({ verdict }) => verdict === "differs").length;
  return [...policies].sort((a, b) => differences(a) - differences(b))[0];
}

function issuer({ issuer: token = "" }: JwtClaims, { issuer: wanted }: FederationPolicy): Comparison {
  const isSlash = token.replace(/\/$/, "") === wanted.replace(/\/$/, "");
  const advice = isSlash
    ? "They differ in the slash at the end, and must be equal to the letter. Change the policy."
    : "Use a token of the policy's issuer, or make a policy for this one.";
  return row("Issuer (`iss`)", token, wanted, token === wanted, advice);
}

function audience({ audiences }: JwtClaims, policy: FederationPolicy, { accountId }: ComparisonContext): Comparison {
  const what = "Audience (`aud`)";
  const wanted = policy.audiences.length > 0 ? policy.audiences : accountId === undefined ? [] : [accountId];
  if (wanted.length === 0) {
    return {
      what,
      token: audiences.join(", "),
      wanted: "the id of the Databricks account",
      verdict: "open",
      advice: "The policy names no audience, so the id of the account counts. Compare it with that of the token.",
    };
  }
  const isEqual = audiences.some((found) => wanted.includes(found));
  return row(what, audiences.join(", "), wanted.join(" or "), isEqual, "Ask the identity provider for this audience.");
}

function subject(claims: JwtClaims, policy: FederationPolicy): Comparison {
  const claim = policy.subjectClaim ?? "sub";
  const value = claims.claims[claim];
  const token = typeof value === "string" ? value : "";
  const what = `Subject (\`${claim}\`)`;
  if (policy.subject !== undefined) {
    return row(
      what,
      token,
      policy.subject,
      token === policy.subject,
      "Set the subject of the policy to that of the token.",
    );
  }
  if (token === "")
    return row(what, token, "a user or service principal", false, "Let the identity provider add the claim.");
  return {
    what,
    token,
    wanted: "name of a user, or application id of a service principal, of the account",
    verdict: "open",
    advice: "Check that the account has it, by SCIM or by hand.",
  };
}

function clientId({ subject: principal }: FederationPolicy, { clientId: id }: ComparisonContext): Comparison {
  const what = "Client id of the exchange";
  return principal === undefined
    ? row(
        what,
        id ?? "none",
        "none",
        id === undefined,
        "A policy of the whole account is used without a client id: leave it out.",
      )
    : row(
        what,
        id ?? "none",
        "application id of the service principal",
        id !== undefined,
        "A policy of a service principal is used with its application id as client id.",
      );
}

function validity({ expiresAt, notBefore = 0 }: JwtClaims, { now }: ComparisonContext): Comparison {
  const isValid = expiresAt !== undefined && expiresAt * 1000 > now && notBefore * 1000 <= now + 60_000;
  const token = expiresAt === undefined ? "no end" : `until ${date(expiresAt)}`;
  return row(
    "Validity (`exp`)",
    token,
    `now, ${date(now / 1000)}`,
    isValid,
    "Get a new token from the identity provider.",
  );
}

function algorithm({ algorithm: token }: JwtClaims): Comparison {
  const isEqual = token === "RS256" || token === "ES256";
  return row(
    "Algorithm (`alg`)",
    token,
    "RS256 or ES256",
    isEqual,
    "Let the identity provider sign with one of these.",
  );
}

/** A token may say any number; dates end in the year 275760. */
function date(seconds: number): string {
  const ms = Math.max(-8.64e15, Math.min(8.64e15, seconds * 1000));
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

function row(what: string, token: string, wanted: string, isEqual: boolean, advice: string): Comparison {
  const shown = token === "" ? "missing" : token;
  return isEqual
    ? { what, token: shown, wanted, verdict: "equal" }
    : { what, token: shown, wanted, verdict: "differs", advice };
}
