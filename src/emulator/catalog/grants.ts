import type { IdentityStore } from "../identity.ts";
import { externalLocations } from "../sample/elsewhere.ts";
import type { CatalogStore } from "./store.ts";

/** Kinds of objects with privileges, as the REST API names them. */
export type SecurableType = "CATALOG" | "SCHEMA" | "TABLE" | "VOLUME" | "FUNCTION" | "CONNECTION" | "EXTERNAL_LOCATION";

export interface Place {
  readonly type: SecurableType;
  readonly path: readonly string[];
}

export interface Assignment {
  readonly principal: string;
  readonly privileges: readonly { readonly privilege: string; readonly inheritedFrom?: Place }[];
}

const inTables = ["SELECT", "MODIFY", "APPLY_TAG"];
const inSchemas = [
  ...["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME", "CREATE_FUNCTION", "CREATE_MODEL", "CREATE_MATERIALIZED_VIEW"],
  ...["READ_VOLUME", "WRITE_VOLUME", "EXECUTE", "REFRESH", "EXTERNAL_USE_SCHEMA", ...inTables],
];

/** Privileges by object, from “Unity Catalog privileges reference”. MANAGE and ALL PRIVILEGES go with every one. */
const applicable: Readonly<Record<SecurableType, readonly string[]>> = {
  CATALOG: ["USE_CATALOG", "CREATE_SCHEMA", "BROWSE", ...inSchemas],
  SCHEMA: inSchemas,
  TABLE: [...inTables, "REFRESH"],
  VOLUME: ["READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG"],
  FUNCTION: ["EXECUTE", "APPLY_TAG"],
  CONNECTION: ["USE_CONNECTION", "CREATE_FOREIGN_CATALOG"],
  EXTERNAL_LOCATION: [
    ...["READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_TABLE", "CREATE_EXTERNAL_VOLUME", "CREATE_MANAGED_STORAGE"],
    "BROWSE",
  ],
};

export function appliesTo(privilege: string, type: SecurableType): boolean {
  return ["ALL_PRIVILEGES", "MANAGE", ...applicable[type]].includes(privilege);
}

/** Everybody in the account. */
const everyone = "account users";

/** A schema of `main` that a group may read and nobody else, so that a missing privilege can be met. */
const restrictedSchema = "ops";

/** Who may do what. GRANT, REVOKE and the REST API change it; reads of tables are held against it. */
export class GrantStore {
  readonly #store: CatalogStore;
  readonly #identity: IdentityStore;
  /** Key of a place, then principal in lower case. */
  readonly #direct = new Map<string, Map<string, { readonly principal: string; readonly privileges: Set<string> }>>();

  constructor(store: CatalogStore, identity: IdentityStore) {
    this.#store = store;
    this.#identity = identity;
    for (const { name } of store.connections.values())
      this.change({ type: "CONNECTION", path: [name] }, "admins", ["ALL_PRIVILEGES"], []);
    for (const { name } of externalLocations) {
      this.change({ type: "EXTERNAL_LOCATION", path: [name] }, "admins", ["ALL_PRIVILEGES"], []);
    }
    const reading = ["USE_SCHEMA", "SELECT", "EXECUTE", "READ_VOLUME"];
    for (const catalog of store.catalogs.values()) {
      const place: Place = { type: "CATALOG", path: [catalog.name] };
      this.change(place, everyone, ["BROWSE"], []);
      if (catalog.isClosed === true) continue;
      this.change(place, "admins", ["ALL_PRIVILEGES"], []);
      this.change(place, everyone, ["USE_CATALOG"], []);
      const isRestricted = catalog.name === "main" || catalog.name === "system";
      if (!isRestricted) this.change(place, everyone, reading, []);
      for (const schema of isRestricted ? catalog.schemas.values() : []) {
        // System tables are the administrators' until they share them; they hold all privileges anyway.
        if (catalog.name === "system" && schema.name !== "information_schema") continue;
        const who = schema.name === restrictedSchema ? "analysts" : everyone;
        this.change({ type: "SCHEMA", path: [catalog.name, schema.name] }, who, reading, []);
      }
    }
  }

  isPrincipal(name: string): boolean {
    const groups = [everyone, ...this.#identity.groups];
    return this.#identity.user(name) !== undefined || groups.includes(name);
  }

  change(place: Place, principal: string, add: readonly string[], remove: readonly string[]): void {
    const key = keyOf(place);
    const byPrincipal = this.#direct.get(key) ?? new Map<string, { principal: string; privileges: Set<string> }>();
    this.#direct.set(key, byPrincipal);
    const entry = byPrincipal.get(principal.toLowerCase()) ?? { principal, privileges: new Set<string>() };
    for (const privilege of add) entry.privileges.add(privilege);
    for (const privilege of remove) entry.privileges.delete(privilege);
    if (entry.privileges.size === 0) byPrincipal.delete(principal.toLowerCase());
    else byPrincipal.set(principal.toLowerCase(), entry);
  }

  /** What was granted on the object itself. */
  direct(place: Place): Assignment[] {
    return [...(this.#direct.get(keyOf(place))?.values() ?? [])].map(({ principal, privileges }) => ({
      principal,
      privileges: [...privileges].sort().map((privilege) => ({ privilege })),
    }));
  }

  /** The same with what the objects around it pass on. A privilege that means nothing to the object is left out. */
  effective(place: Place): Assignment[] {
    const found = new Map<string, { privilege: string; inheritedFrom?: Place }[]>();
    for (const from of [place, ...placesAround(place)]) {
      for (const { principal, privileges } of this.direct(from)) {
        const list = found.get(principal) ?? [];
        found.set(principal, list);
        for (const { privilege } of privileges) {
          if (from === place) list.push({ privilege });
          else if (isPassedOn(privilege, place.type)) list.push({ privilege, inheritedFrom: from });
        }
      }
    }
    return [...found]
      .filter(([, privileges]) => privileges.length > 0)
      .map(([principal, privileges]) => ({ principal, privileges }));
  }

  /** By a grant, through a group, or as the owner of the object or of one around it. */
  allows(userName: string, privilege: string, place: Place): boolean {
    if ([place, ...placesAround(place)].some((one) => this.#ownerOf(one) === userName)) return true;
    const groups = this.#identity.user(userName)?.groups ?? [];
    const names = new Set([userName, ...groups, everyone].map((name) => name.toLowerCase()));
    return this.effective(place).some(
      (assignment) =>
        names.has(assignment.principal.toLowerCase()) &&
        assignment.privileges.some((held) => held.privilege === privilege || held.privilege === "ALL_PRIVILEGES"),
    );
  }

  /** Owners may grant, and who has MANAGE; administrators of the workspace own nothing but may too. */
  mayGrant(userName: string, place: Place): boolean {
    return this.isAdmin(userName) || this.allows(userName, "MANAGE", place);
  }

  isAdmin(userName: string): boolean {
    return this.#identity.user(userName)?.groups.includes("admins") ?? false;
  }

  #ownerOf({ type, path }: Place): string | undefined {
    const [catalog = "", schema = "", name = ""] = path;
    if (type === "CATALOG") return this.#store.catalog(catalog)?.owner;
    if (type === "SCHEMA") return this.#store.schema(catalog, schema)?.owner;
    return type === "TABLE" ? this.#store.table(catalog, schema, name)?.owner : undefined;
  }
}

/** Schema and catalog around an object, nearest first. */
function placesAround({ type, path }: Place): Place[] {
  const catalog: Place = { type: "CATALOG", path: path.slice(0, 1) };
  if (path.length === 2) return [catalog];
  return path.length === 3 && type !== "CATALOG" ? [{ type: "SCHEMA", path: path.slice(0, 2) }, catalog] : [];
}

function isPassedOn(privilege: string, to: SecurableType): boolean {
  // The workspace's own answer for a table lists what is passed on to reach it, too.
  return appliesTo(privilege, to) || ["USE_CATALOG", "USE_SCHEMA", "BROWSE"].includes(privilege);
}

function keyOf({ type, path }: Place): string {
  return JSON.stringify([type, ...path.map((part) => part.toLowerCase())]);
}
