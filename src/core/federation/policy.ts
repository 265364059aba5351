import { PwafError } from "../base/errors.ts";

/** Whose identity tokens Databricks accepts, and for whom. Source: `oidc_policy` of the account's federation policies API. */
export interface FederationPolicy {
  /** What the account calls it. */
  readonly name?: string;
  readonly issuer: string;
  /** Empty means the id of the Databricks account. */
  readonly audiences: readonly string[];
  /** Present in the policy of one service principal, absent in one of the whole account. */
  readonly subject?: string;
  /** `sub` if absent. */
  readonly subjectClaim?: string;
}

/**
 * Reads policies as the account's API and the Databricks CLI show them: one, a list, or the inner `oidc_policy` alone.
 * @throws PwafError `config` for anything else.
 */
export function parsePolicies(text: string): readonly FederationPolicy[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new PwafError("config", "The policy is no JSON.", { cause, hint: example });
  }
  const listed = Array.isArray(json) ? (json as unknown[]) : field(json, "policies");
  const policies = Array.isArray(listed) ? listed.map(toPolicy) : [toPolicy(json)];
  if (policies.length === 0) throw new PwafError("config", "There is no policy in the list.", { hint: example });
  return policies;
}

const example =
  'Paste what `databricks account federation-policy get` prints, or {"oidc_policy": {"issuer": "…", "audiences": ["…"]}}.';

function toPolicy(json: unknown): FederationPolicy {
  const inner = field(json, "oidc_policy") ?? json;
  const issuer = text(field(inner, "issuer"));
  if (issuer === undefined) throw new PwafError("config", "The policy has no `issuer`.", { hint: example });
  const audiences = field(inner, "audiences");
  const name = text(field(json, "policy_id")) ?? text(field(json, "name"));
  const subject = text(field(inner, "subject"));
  const subjectClaim = text(field(inner, "subject_claim"));
  return {
    issuer,
    audiences: Array.isArray(audiences) ? audiences.filter((item): item is string => typeof item === "string") : [],
    ...(name === undefined ? {} : { name }),
    ...(subject === undefined ? {} : { subject }),
    ...(subjectClaim === undefined ? {} : { subjectClaim }),
  };
}

function field(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null && key in json ? (json as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
