import { errorText, PwafError } from "../../core/base/errors.ts";
import type { ComparisonContext } from "../../core/federation/compare.ts";
import { closestPolicy, compareWithPolicy } from "../../core/federation/compare.ts";
import type { JwtClaims } from "../../core/federation/jwt.ts";
import { decodeJwt } from "../../core/federation/jwt.ts";
import { parsePolicies } from "../../core/federation/policy.ts";
import { isAccountHost } from "../../core/profiles/host.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { AuthHttp } from "../../workspace/auth/authHttp.ts";
import type { Machine } from "../../workspace/auth/machine.ts";
import { identityToken } from "../../workspace/federation/identityToken.ts";
import { accountPolicies } from "../../workspace/federation/policies.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { FederationInput, FederationState } from "../../protocol/doctor.ts";
import type { Profiles, SessionList, Sessions } from "../services.ts";

export interface FederationModelOptions {
  readonly profiles: Pick<Profiles, "all">;
  readonly sessions: Pick<SessionList, "of"> & Pick<Sessions, "accessToken">;
  readonly machine: Machine;
  readonly http: AuthHttp;
  readonly now: () => number;
  readonly viewError: (error: unknown) => ViewError;
}

/** Compares identity tokens with policies, and tries exchanges. Tokens pass through and are not kept. */
export class FederationModel {
  readonly #options: FederationModelOptions;

  constructor(options: FederationModelOptions) {
    this.#options = options;
  }

  /** What can be said before anything was typed. */
  empty(profile: Profile | undefined): FederationState {
    return {
      claims: [],
      rows: [],
      sentTo: profile ? serverOf(profile) : "",
      canFetch: this.#account(profile) !== undefined,
    };
  }

  /** Reads the token and compares it with the policy, on this machine only. Never throws. */
  async compare(input: FederationInput, profile: Profile | undefined): Promise<FederationState> {
    const base = this.empty(profile);
    let claims: JwtClaims;
    try {
      claims = await this.#claims(input, profile);
    } catch (error) {
      return { ...base, tokenProblem: problemText(error) };
    }
    const state = { ...base, claims: claimFacts(claims) };
    if (input.policy.trim() === "") return state;
    const context: ComparisonContext = {
      now: this.#options.now(),
      ...(profile?.accountId === undefined ? {} : { accountId: profile.accountId }),
      ...(input.clientId.trim() === "" ? {} : { clientId: input.clientId.trim() }),
    };
    try {
      const policies = parsePolicies(input.policy);
      const policy = closestPolicy(claims, policies, context);
      if (!policy) return state;
      const rows = compareWithPolicy(claims, policy, context);
      const name = policies.length > 1 ? (policy.name ?? policy.issuer) : undefined;
      return { ...state, rows, ...(name === undefined ? {} : { policyName: name }) };
    } catch (error) {
      return { ...state, policyProblem: problemText(error) };
    }
  }

  /**
   * Sends the token to the token endpoint of the server that `sentTo` has named and to nobody else, and says what came
   * back. The access token that comes back is not kept. Never throws.
   */
  async exchange(
    input: FederationInput,
    profile: Profile | undefined,
    signal: AbortSignal,
  ): Promise<NonNullable<FederationState["exchange"]>> {
    const { http, now, viewError } = this.#options;
    try {
      if (!profile)
        throw new PwafError("config", "No profile is chosen.", { hint: "Choose the profile of the workspace." });
      const token = await this.#token(input, profile);
      if (!decodeJwt(token)) throw noToken();
      // OAuth code is loaded when it is used for the first time.
      const { OAuthClient } = await import("../../workspace/auth/oauthClient.ts");
      const { host, accountId, discoveryUrl, scopes } = profile;
      const clientId = input.clientId.trim() === "" ? undefined : input.clientId.trim();
      const client = new OAuthClient({ host, accountId, discoveryUrl, scopes, clientId, http, now });
      const origin = await client.tokenOrigin(signal);
      if (origin !== serverOf(profile)) throw elsewhere(serverOf(profile), origin);
      const { accessToken, expiresAt, scope } = await client.exchangeToken(token, signal);
      const granted = decodeJwt(accessToken);
      const facts: [string, string][] = [
        ["Signed in as", granted?.subject ?? "not said"],
        ["Scopes", scope],
        ["Valid for", `${Math.round((expiresAt - now()) / 60_000)} minutes`],
      ];
      return { kind: "granted", facts };
    } catch (error) {
      return { kind: "refused", error: viewError(error) };
    }
  }

  /** Policies of the account as JSON to compare with. @throws PwafError when nobody may look at them. */
  async fetchPolicies(profile: Profile | undefined, signal: AbortSignal): Promise<string> {
    const account = this.#account(profile);
    if (account?.accountId === undefined) {
      throw new PwafError("config", "There is no session of the account to fetch policies with.", {
        hint: "Add a profile for the account console with `account_id`, and sign in to it.",
      });
    }
    const { sessions, http } = this.#options;
    const accessToken = await sessions.accessToken(account);
    const policies = await accountPolicies(
      { host: account.host, accountId: account.accountId, accessToken },
      http,
      signal,
    );
    const json = policies.map(({ name, issuer, audiences, subject, subjectClaim }) => ({
      ...(name === undefined ? {} : { policy_id: name }),
      oidc_policy: { issuer, audiences, subject, subject_claim: subjectClaim },
    }));
    return JSON.stringify(json.length === 1 ? json[0] : { policies: json }, undefined, 2);
  }

  async #claims(input: FederationInput, profile: Profile | undefined): Promise<JwtClaims> {
    const claims = decodeJwt(await this.#token(input, profile));
    if (!claims) throw noToken();
    return claims;
  }

  async #token({ token }: FederationInput, profile: Profile | undefined): Promise<string> {
    const typed = token.trim().replace(/^Bearer\s+/i, "");
    const found = typed === "" && profile ? await identityToken({ profile, machine: this.#options.machine }) : typed;
    if (found !== undefined && found !== "") return found;
    throw new PwafError("config", "There is no identity token.", {
      hint: "Paste one; the profile does not say where to find it.",
    });
  }

  /** A profile of the account console that somebody is signed in to, of the same account where that is known. */
  #account(profile: Profile | undefined): Profile | undefined {
    const { profiles, sessions } = this.#options;
    return profiles.all.find(
      (candidate) =>
        isAccountHost(candidate.host) &&
        candidate.accountId !== undefined &&
        (profile?.accountId ?? candidate.accountId) === candidate.accountId &&
        sessions.of(candidate).kind === "signedIn",
    );
  }
}

/** Where the profile itself says that tokens are exchanged. */
function serverOf({ host, discoveryUrl }: Profile): string {
  return discoveryUrl !== undefined && URL.canParse(discoveryUrl) ? new URL(discoveryUrl).origin : host;
}

function elsewhere(named: string, origin: string): PwafError {
  return new PwafError("config", `${named} wants identity tokens sent to ${origin}, so nothing was sent.`, {
    hint: "If that server is your account's, put the address of its description into `discovery_url` of the profile.",
  });
}

function noToken(): PwafError {
  return new PwafError("config", "This is no JSON Web Token.", {
    hint: "Identity tokens for federation are signed JWTs: three parts with dots in between.",
  });
}

function problemText(error: unknown): string {
  const hint = error instanceof PwafError && error.hint !== undefined ? ` ${error.hint}` : "";
  return `${errorText(error)}${hint}`;
}

function claimFacts({ issuer, subject, audiences, algorithm, keyId, expiresAt }: JwtClaims): [string, string][] {
  const end =
    expiresAt === undefined || Math.abs(expiresAt) > 8.64e12 ? "not said" : new Date(expiresAt * 1000).toISOString();
  return [
    ["Issuer", issuer ?? "missing"],
    ["Subject", subject ?? "missing"],
    ["Audience", audiences.join(", ") || "missing"],
    ["Valid until", end.replace(/\.\d+Z$/, "Z")],
    ["Algorithm", algorithm],
    ["Key id", keyId ?? "missing"],
  ];
}
