import type { Favourite } from "../platform/state.ts";
import type { Bare, CatalogClient } from "./sources.ts";

/** Asks for one object by its name. @throws PwafError `not-found` when there is none. */
export async function lookUp(client: CatalogClient, { kind, path }: Favourite, signal?: AbortSignal): Promise<Bare> {
  const fullName = path.join(".");
  const [catalog = "", schema = ""] = path;
  switch (kind) {
    case "catalog": {
      const info = await client.catalog(fullName, signal);
      return { kind, path: [info.name], info };
    }
    case "schema": {
      const info = await client.schema(fullName, signal);
      return { kind, path: [catalog, info.name], info };
    }
    case "table": {
      const { fullName: found, tableType, comment, owner } = await client.table(fullName, signal);
      const name = found.split(".").slice(2).join(".");
      const facts = { ...(comment === undefined ? {} : { comment }), ...(owner === undefined ? {} : { owner }) };
      return { kind, path: [catalog, schema, name], info: { name, type: tableType, ...facts } };
    }
    case "volume": {
      const info = await client.volume(fullName, signal);
      return { kind, path: [catalog, schema, info.name], info };
    }
    case "function": {
      const info = await client.catalogFunction(fullName, signal);
      return { kind, path: [catalog, schema, info.name], info };
    }
    case "model": {
      const info = await client.model(fullName, signal);
      return { kind, path: [catalog, schema, info.name], info };
    }
  }
}

/** An object that could not be asked for, such as one that is no longer allowed: its name only. */
export function nameOnly({ kind, path }: Favourite): Bare {
  const [catalog = "", schema = "", name = ""] = path;
  switch (kind) {
    case "catalog":
      return { kind, path: [catalog], info: { name: catalog } };
    case "schema":
      return { kind, path: [catalog, schema], info: { name: schema } };
    case "table":
      return { kind, path: [catalog, schema, name], info: { name, type: "" } };
    case "volume":
      return { kind, path: [catalog, schema, name], info: { name } };
    case "function":
      return { kind, path: [catalog, schema, name], info: { name, parameters: [], returns: "" } };
    case "model":
      return { kind, path: [catalog, schema, name], info: { name, aliases: [] } };
  }
}
