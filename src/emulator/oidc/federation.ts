import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import type { IdentityStore, User } from "../identity.ts";
import { accountId } from "../identity.ts";

/** Whose tokens are accepted, and for whom; the `oidc_policy` of Databricks' API. */
export interface FederationPolicy {
  readonly issuer: string;
  /** The account's id if empty. */
  readonly audiences?: readonly string[];
  /** Application id of a service principal (workload identity); absent for a policy of the whole account. */
  readonly servicePrincipal?: string;
  /** What the subject claim must be; for a service principal only. */
  readonly subject?: string;
  /** `sub` if absent. */
  readonly subjectClaim?: string;
  /** Keys of the issuer; found through its own metadata if absent. */
  readonly jwks?: JSONWebKeySet;
}

/** A refusal by RFC 6749 5.2. */
export class GrantError extends Error {
  readonly code: "invalid_request" | "invalid_grant" | "invalid_client";

  constructor(code: GrantError["code"], description: string) {
    super(description);
    this.code = code;
  }
}

/** Identity that a subject token stands for, and until when, in seconds since 1970. */
export interface FederatedIdentity {
  readonly user: User;
  readonly expiresAt: number;
}

/** The federation policies of the account and what they accept. */
export class Federation {
  readonly #identity: IdentityStore;
  readonly #policies: FederationPolicy[] = [];
  readonly #keys = new Map<FederationPolicy, JWTVerifyGetKey>();

  constructor(identity: IdentityStore) {
    this.#identity = identity;
  }

  /** @throws Error when the keys would have to be fetched from another machine, or a policy makes no sense. */
  add(policy: FederationPolicy): void {
    if (policy.servicePrincipal !== undefined && policy.subject === undefined)
      throw new Error("A policy of a service principal needs a subject");
    if (policy.jwks === undefined && !/^http:\/\/127\.0\.0\.1:\d+\//.test(policy.issuer))
      throw new Error("The emulated workspace asks no other machine for keys: give them as `jwks`");
    this.#policies.push(policy);
  }

  /**
   * Checks a subject token by the policies: without `clientId` those of the account, with it those of that principal.
   * @throws GrantError as Databricks answers.
   */
  async identityOf(token: string, clientId: string | undefined): Promise<FederatedIdentity> {
    if (clientId !== undefined && this.#identity.user(clientId)?.isServicePrincipal !== true)
      throw new GrantError("invalid_client", "Client authentication failed: unknown client_id.");
    const issuer = issuerOf(token);
    const policies = this.#policies.filter((item) => item.issuer === issuer && item.servicePrincipal === clientId);
    const whose = clientId === undefined ? "account" : "service principal";
    let refusal = invalid(`no federation policy of the ${whose} has the token's issuer (iss)`);
    for (const policy of policies) {
      try {
        return await this.#identityBy(policy, token);
      } catch (error) {
        if (!(error instanceof GrantError)) throw error;
        refusal = error;
      }
    }
    throw refusal;
  }

  async #identityBy(policy: FederationPolicy, token: string): Promise<FederatedIdentity> {
    const claims = await this.#verified(token, policy);
    const claim = policy.subjectClaim ?? "sub";
    const subject = claims[claim];
    if (typeof subject !== "string") throw invalid(`the token has no claim ${claim}`);
    if (policy.subject !== undefined && subject !== policy.subject)
      throw invalid(`the token's subject (${claim}) is not the one of the federation policy`);
    const user = this.#identity.user(policy.servicePrincipal ?? subject);
    if (!user) throw invalid("the token's subject is no user of this account");
    return { user, expiresAt: claims.exp ?? 0 };
  }

  async #verified(token: string, policy: FederationPolicy): Promise<JWTPayload> {
    const audiences = policy.audiences ?? [];
    try {
      const { payload } = await jwtVerify(token, await this.#keysOf(policy), {
        algorithms: ["RS256", "ES256"],
        issuer: policy.issuer,
        audience: audiences.length === 0 ? accountId : [...audiences],
        requiredClaims: ["exp"],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw invalid("the token has expired");
      if (error instanceof errors.JWTClaimValidationFailed)
        throw invalid(`the token's ${error.claim} is not the one of the federation policy`);
      throw invalid("the token's signature does not match the issuer's keys (JWKS)");
    }
  }

  async #keysOf(policy: FederationPolicy): Promise<JWTVerifyGetKey> {
    const known = this.#keys.get(policy);
    if (known) return known;
    const keys = policy.jwks ? createLocalJWKSet(policy.jwks) : await discoveredKeys(policy.issuer);
    this.#keys.set(policy, keys);
    return keys;
  }
}

async function discoveredKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, { redirect: "error" });
  const metadata = (await answer.json()) as { jwks_uri?: unknown };
  const address = typeof metadata.jwks_uri === "string" ? metadata.jwks_uri : "";
  if (new URL(address).origin !== new URL(issuer).origin) throw new Error("The issuer's keys are on another machine");
  return createRemoteJWKSet(new URL(address));
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw invalid("the subject token is no JWT");
  }
}

function invalid(why: string): GrantError {
  return new GrantError("invalid_grant", `TOKEN_INVALID: ${why}.`);
}
