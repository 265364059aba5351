import type { EffectivePrivilege } from "../grants/held.ts";
import type { Requirement } from "../grants/plan.ts";
import { revokeStatement } from "../grants/grantSql.ts";
import type { Securable } from "../grants/securable.ts";

const useConnection = "USE CONNECTION";

/** Privileges by which somebody may call through a connection. MANAGE lets its holder grant the right, and so take it. */
const givesUse: ReadonlySet<string> = new Set([useConnection, "ALL PRIVILEGES"]);

/** Somebody who may call through a connection, and the privileges that say so. */
export interface Holder {
  readonly principal: string;
  readonly by: readonly EffectivePrivilege[];
}

function connectionSecurable(name: string): Securable {
  return { kind: "connection", path: [name] };
}

export function useOf(name: string): Requirement {
  return { securable: connectionSecurable(name), privilege: useConnection };
}

/** Who may call through a connection by a grant, by name. Its owner may too, and needs none. */
export function holdersOf(privileges: readonly EffectivePrivilege[]): Holder[] {
  const found = new Map<string, EffectivePrivilege[]>();
  for (const held of privileges) {
    if (givesUse.has(held.privilege)) found.set(held.principal, [...(found.get(held.principal) ?? []), held]);
  }
  return [...found]
    .map(([principal, by]) => ({ principal, by }))
    .sort((a, b) => a.principal.localeCompare(b.principal));
}

/** Takes away whatever lets somebody call. What comes from around the connection cannot be taken away on it. */
export function revokeStatements(connection: string, { principal, by }: Holder): string[] {
  const securable = connectionSecurable(connection);
  return by
    .filter(({ from }) => from === undefined)
    .map(({ privilege }) => revokeStatement({ securable, privilege }, principal));
}
