import { operations } from "./operations.ts";
import type { Operation } from "./operations.ts";
import { parentsOf, securableKey } from "./securable.ts";
import type { Securable } from "./securable.ts";

/** One privilege on one object. */
export interface Requirement {
  readonly securable: Securable;
  /** As SQL writes it: `USE SCHEMA`. */
  readonly privilege: string;
}

export interface GrantPlan {
  /** Outer objects first, each privilege once. What a wider one brings along is left out. */
  readonly requirements: readonly Requirement[];
  /** Objects that none of the operations is about. */
  readonly unused: readonly Securable[];
  /** Operations that are about none of the objects. */
  readonly idle: readonly Operation[];
}

/** The least privileges for doing all of `operationIds` with all of `securables`, wherever an operation fits the object. */
export function planGrants(securables: readonly Securable[], operationIds: Iterable<string>): GrantPlan {
  const wanted = new Set(operationIds);
  const chosen = operations.filter(({ id }) => wanted.has(id));
  const found = new Map<string, Requirement>();
  const add = (securable: Securable, privilege: string) => {
    const key = requirementKey({ securable, privilege });
    if (!found.has(key)) found.set(key, { securable, privilege });
  };
  const unused: Securable[] = [];
  const used = new Set<Operation>();
  for (const securable of securables) {
    const fitting = chosen.filter(({ needs }) => needs[securable.kind] !== undefined);
    if (fitting.length === 0) unused.push(securable);
    for (const operation of fitting) {
      used.add(operation);
      for (const { securable: place, privilege } of wayTo(securable, operation)) add(place, privilege);
      for (const privilege of operation.needs[securable.kind] ?? []) add(securable, privilege);
    }
  }
  const all = [...found.values()].filter(({ securable, privilege }) =>
    parentsOf(securable).every((parent) => !found.has(requirementKey({ securable: parent, privilege }))),
  );
  return {
    requirements: all.sort((a, b) => a.securable.path.length - b.securable.path.length),
    unused,
    idle: chosen.filter((operation) => !used.has(operation)),
  };
}

/** The same for the same privilege on the same object. */
export function requirementKey({ securable, privilege }: Requirement): string {
  return `${privilege} ${securableKey(securable)}`;
}

/** USE CATALOG and USE SCHEMA: nothing inside can be reached without them. Inside a catalog both are granted on it. */
function wayTo(securable: Securable, operation: Operation): Requirement[] {
  const around = [...parentsOf(securable), securable];
  const way = around.flatMap((place) =>
    place.kind === "catalog"
      ? [{ securable: place, privilege: "USE CATALOG" }]
      : place.kind === "schema"
        ? [{ securable: place, privilege: "USE SCHEMA" }]
        : [],
  );
  const isForSchemas = operation.needs.schema !== undefined;
  return securable.kind === "catalog" && isForSchemas ? [...way, { securable, privilege: "USE SCHEMA" }] : way;
}
