import { externalLocations } from "../sample/elsewhere.ts";
import type { Place, SecurableType } from "./grants.ts";
import type { CatalogStore } from "./store.ts";

/** The object of a name in its own spelling; undefined when there is none. */
export function resolvePlace(store: CatalogStore, type: SecurableType, path: readonly string[]): Place | undefined {
  const [catalogName = "", schemaName = "", name = ""] = path;
  const alone = { CONNECTION: [...store.connections.values()], EXTERNAL_LOCATION: externalLocations };
  if (type === "CONNECTION" || type === "EXTERNAL_LOCATION") {
    const found = alone[type].find((one) => one.name.toLowerCase() === path.join(".").toLowerCase());
    return found && { type, path: [found.name] };
  }
  const catalog = store.catalog(catalogName);
  if (type === "CATALOG") return catalog && { type, path: [catalog.name] };
  const schema = catalog?.schemas.get(schemaName.toLowerCase());
  if (catalog === undefined || schema === undefined) return undefined;
  if (type === "SCHEMA") return { type, path: [catalog.name, schema.name] };
  const own = namesIn(type, schema).find((one) => one.toLowerCase() === name.toLowerCase());
  return own === undefined ? undefined : { type, path: [catalog.name, schema.name, own] };
}

type Schema = NonNullable<ReturnType<CatalogStore["schema"]>>;

function namesIn(type: SecurableType, schema: Schema): string[] {
  if (type === "TABLE") return [...schema.tables.values()].map(({ name }) => name);
  if (type === "VOLUME") return schema.volumes.map(({ name }) => name);
  // Permissions of registered models are those of functions.
  return type === "FUNCTION" ? [...schema.functions, ...(schema.models ?? [])].map(({ name }) => name) : [];
}
