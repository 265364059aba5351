import type { Requirement } from "./plan.ts";
import { requirementKey } from "./plan.ts";
import type { Securable } from "./securable.ts";
import { securableKey } from "./securable.ts";

/** What one principal may do with one object, and why. */
export interface EffectivePrivilege {
  readonly principal: string;
  /** As SQL writes it. */
  readonly privilege: string;
  /** The object around it that the grant is on; absent when it is on the object itself. */
  readonly from?: { readonly type: string; readonly name: string };
}

/** Where a principal stands with one privilege. `unknown`: the permissions could not be read, so it may be there already. */
export type Standing =
  | { readonly kind: "held"; readonly by: EffectivePrivilege }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown"; readonly why: string };

export type CheckedRequirement = Requirement & { readonly standing: Standing };

/** What is known of each object, by `securableKey`: its effective privileges, or why they cannot be read. */
export type KnownPrivileges = ReadonlyMap<string, readonly EffectivePrivilege[] | { readonly why: string }>;

/** Everybody in the account, service principals too. */
const everyone = "account users";

/**
 * @param groups groups that the principal is a member of, as far as known.
 */
export function checkRequirements(
  requirements: readonly Requirement[],
  known: KnownPrivileges,
  principal: string,
  groups: readonly string[],
): CheckedRequirement[] {
  const names = new Set([principal, ...groups, everyone].map((name) => name.toLowerCase()));
  return requirements.map((requirement) => {
    const privileges = known.get(securableKey(requirement.securable));
    if (privileges === undefined) return { ...requirement, standing: { kind: "unknown", why: "not read yet" } };
    if ("why" in privileges) return { ...requirement, standing: { kind: "unknown", why: privileges.why } };
    const by = privileges.find(
      (held) =>
        names.has(held.principal.toLowerCase()) &&
        (held.privilege === requirement.privilege || held.privilege === "ALL PRIVILEGES"),
    );
    return { ...requirement, standing: by ? { kind: "held", by } : { kind: "missing" } };
  });
}

/** What is to be granted: what is missing, and what may be. */
export function toGrant(checked: readonly CheckedRequirement[]): CheckedRequirement[] {
  return checked.filter(({ standing }) => standing.kind !== "held");
}

/** The objects whose permissions decide about some requirements, each once. */
export function placesOf(requirements: readonly Requirement[]): Securable[] {
  return [...new Map(requirements.map(({ securable }) => [securableKey(securable), securable])).values()];
}

export interface GrantChange {
  readonly requirement: Requirement;
  /** Whether it is held now, after the statements have run. */
  readonly now: Standing;
}

/** What became of the privileges that were granted, by comparing what was read before with what was read after. */
export function changesOf(
  before: readonly CheckedRequirement[],
  after: readonly CheckedRequirement[],
): readonly GrantChange[] {
  const now = new Map(after.map((checked) => [requirementKey(checked), checked.standing]));
  return toGrant(before).map(({ securable, privilege }) => ({
    requirement: { securable, privilege },
    now: now.get(requirementKey({ securable, privilege })) ?? { kind: "unknown", why: "not read again" },
  }));
}
