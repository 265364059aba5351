import { sqlName } from "../base/sqlName.ts";

export type SecurableKind =
  "catalog" | "schema" | "table" | "volume" | "function" | "model" | "connection" | "externalLocation";

/** An object that privileges can be granted on. `path` has as many parts as its kind needs. */
export interface Securable {
  readonly kind: SecurableKind;
  readonly path: readonly string[];
}

interface KindFacts {
  /** For people. */
  readonly title: string;
  /** After `ON` in a GRANT statement. */
  readonly keyword: string;
  /** `securable_type` in paths of the REST API. */
  readonly apiType: string;
  /** Where the REST API keeps objects of the kind: `tables/<full name>`. */
  readonly collection: string;
  /** Parts of a full name. */
  readonly parts: 1 | 2 | 3;
}

/**
 * Sources: “Privileges and securable objects in Unity Catalog” of the SQL reference for the keywords (views are tables
 * there, and registered models a kind of function), `catalog.SecurableType` of the SDKs for the API.
 */
export const kindFacts: Readonly<Record<SecurableKind, KindFacts>> = {
  catalog: { title: "catalog", keyword: "CATALOG", apiType: "catalog", collection: "catalogs", parts: 1 },
  schema: { title: "schema", keyword: "SCHEMA", apiType: "schema", collection: "schemas", parts: 2 },
  table: { title: "table or view", keyword: "TABLE", apiType: "table", collection: "tables", parts: 3 },
  volume: { title: "volume", keyword: "VOLUME", apiType: "volume", collection: "volumes", parts: 3 },
  function: { title: "function", keyword: "FUNCTION", apiType: "function", collection: "functions", parts: 3 },
  model: { title: "model", keyword: "FUNCTION", apiType: "function", collection: "models", parts: 3 },
  connection: {
    title: "connection",
    keyword: "CONNECTION",
    apiType: "connection",
    collection: "connections",
    parts: 1,
  },
  externalLocation: {
    title: "external location",
    keyword: "EXTERNAL LOCATION",
    apiType: "external_location",
    collection: "external-locations",
    parts: 1,
  },
};

export const securableKinds = Object.keys(kindFacts) as readonly SecurableKind[];

export function isSecurableKind(text: unknown): text is SecurableKind {
  return typeof text === "string" && Object.hasOwn(kindFacts, text);
}

/** The same for the same object: names of Unity Catalog do not tell upper case from lower. */
export function securableKey({ kind, path }: Securable): string {
  return JSON.stringify([kindFacts[kind].apiType, ...path.map((part) => part.toLowerCase())]);
}

/** `SCHEMA main.sales`, quoted where SQL needs it. */
export function securableSql({ kind, path }: Securable): string {
  return `${kindFacts[kind].keyword} ${sqlName(path)}`;
}

/** Catalog and schema around an object, outermost first. Connections and locations stand in none. */
export function parentsOf({ kind, path }: Securable): readonly Securable[] {
  if (kindFacts[kind].parts === 1) return [];
  const catalog: Securable = { kind: "catalog", path: path.slice(0, 1) };
  return kind === "schema" ? [catalog] : [catalog, { kind: "schema", path: path.slice(0, 2) }];
}
