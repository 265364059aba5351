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
  | { readonly kind: "held"; readonly by: EffectivePrivilege | { readonly owner: string } }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown"; readonly why: string };

export type CheckedRequirement = Requirement & { readonly standing: Standing };

/** Something that was read, or why it cannot be. */
export type Reading<T> = { readonly value: T } | { readonly why: string };

/** What was read about one object. */
export interface ObjectAccess {
  readonly privileges: Reading<readonly EffectivePrivilege[]>;
  /** An owner needs no grants, and no list of permissions names it. */
  readonly owner: Reading<string | undefined>;
}

/** What is known of each object, by `securableKey`. */
export type KnownAccess = ReadonlyMap<string, ObjectAccess>;

/** Everybody in the account, service principals too. */
const everyone = "account users";

/**
 * @param groups groups that the principal is a member of, as far as known.
 */
export function checkRequirements(
  requirements: readonly Requirement[],
  known: KnownAccess,
  principal: string,
  groups: readonly string[],
): CheckedRequirement[] {
  const names = new Set([principal, ...groups, everyone].map((name) => name.toLowerCase()));
  return requirements.map((requirement) => ({
    ...requirement,
    standing: standingOf(requirement, known.get(securableKey(requirement.securable)), names),
  }));
}

function standingOf(
  { securable, privilege }: Requirement,
  access: ObjectAccess | undefined,
  names: ReadonlySet<string>,
): Standing {
  if (access === undefined) return { kind: "unknown", why: "not read yet" };
  const { privileges, owner } = access;
  const isName = (name: string): boolean => names.has(name.toLowerCase());
  if ("value" in privileges) {
    const by = privileges.value.find(
      (held) => isName(held.principal) && (held.privilege === privilege || held.privilege === "ALL PRIVILEGES"),
    );
    if (by) return { kind: "held", by };
  }
  const canOwnerDo = concernsObjectItself(securable, privilege);
  if (canOwnerDo && "value" in owner && owner.value !== undefined && isName(owner.value))
    return { kind: "held", by: { owner: owner.value } };
  if ("why" in privileges) return { kind: "unknown", why: privileges.why };
  return canOwnerDo && "why" in owner ? { kind: "unknown", why: owner.why } : { kind: "missing" };
}

/**
 * Whether an owner has it by owning. The owner of a catalog or schema may use it and make things in it, but has no
 * privileges on what others have made there. Source: “Manage Unity Catalog object ownership”, Owner privileges.
 */
function concernsObjectItself({ kind }: Securable, privilege: string): boolean {
  if (kind === "catalog") return privilege === "USE CATALOG" || privilege === "CREATE SCHEMA";
  return kind !== "schema" || privilege === "USE SCHEMA" || privilege.startsWith("CREATE ");
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
