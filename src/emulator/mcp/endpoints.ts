import type { CatalogView } from "../catalog/catalogView.ts";
import type { GrantStore } from "../catalog/grants.ts";
import { ApiError } from "../rest/apiError.ts";
import { connections } from "../sample/elsewhere.ts";
import { functionTools } from "./functionTools.ts";
import { apps, appsPrefix, genieSpaces, searchIndexes } from "./samples.ts";
import type { Caller, SqlRun } from "./sqlRun.ts";
import type { Tool } from "./tool.ts";
import { deskTools, genieTools, parcelTools, searchTools, sqlTools } from "./tools.ts";

/** A server that is found at some path. */
export interface Endpoint {
  /** Scopes that let a token in, the current name first. Absent where any token does. */
  readonly scopes?: readonly [string, ...string[]];
  /** False for a place where something else than MCP answers. */
  readonly servesMcp: boolean;
  readonly tools: (caller: Caller) => readonly Tool[];
}

interface Parts {
  readonly view: CatalogView;
  readonly grants: GrantStore;
  readonly sql: SqlRun;
}

export const managedPrefix = "/api/2.0/mcp/";

/**
 * The endpoint of a path, from “Use Databricks managed MCP servers” and “Use external MCP servers”.
 * @throws ApiError where the workspace has nothing, or the caller may not use it
 */
export function endpointAt(path: string, { view, grants, sql }: Parts): Endpoint {
  if (path.startsWith(appsPrefix)) return appEndpoint(path, sql);
  const [family = "", ...names] = path.slice(managedPrefix.length).replace(/\/$/, "").split("/").map(decoded);
  switch (family) {
    case "sql":
      if (names.length === 0) return { scopes: ["sql"], servesMcp: true, tools: (caller) => sqlTools(sql, caller) };
      break;
    case "genie":
      return { scopes: ["genie"], servesMcp: true, tools: () => genieTools(genieSpaceOf(names)) };
    case "functions":
      return { scopes: ["unity-catalog"], servesMcp: true, tools: functionsOf(names, view, sql) };
    case "ai-search":
    case "vector-search":
      return { scopes: ["ai-search", "vector-search"], servesMcp: true, tools: searchOf(names, sql) };
    case "external":
      return { scopes: ["unity-catalog"], servesMcp: true, tools: externalOf(names, grants, sql) };
  }
  throw notFound(path);
}

function genieSpaceOf(names: readonly string[]) {
  if (names.length === 0) return undefined;
  const space = genieSpaces.find(({ id }) => names.length === 1 && id === names[0]);
  if (space === undefined) throw notFound(`Genie space ${names.join("/")}`);
  return space;
}

function functionsOf(names: readonly string[], view: CatalogView, sql: SqlRun): Endpoint["tools"] {
  const [catalog = "", schemaName = "", name] = names;
  if (names.length < 2 || names.length > 3) throw notFound(`functions of ${names.join(".")}`);
  const { schema } = view.schema(catalog, schemaName);
  const found = schema.functions.filter((item) => name === undefined || item.name === name);
  if (name !== undefined && found.length === 0)
    throw new ApiError(404, "ROUTINE_DOES_NOT_EXIST", `Routine '${names.join(".")}' does not exist.`);
  return (caller) => functionTools([catalog, schemaName], found, sql, caller);
}

function searchOf(names: readonly string[], sql: SqlRun): Endpoint["tools"] {
  const [catalog, schema, name] = names;
  const index = searchIndexes.find((one) =>
    // Both of a whole schema and of one index.
    name === undefined
      ? names.length === 2 && one.name.startsWith(`${catalog ?? ""}.${schema ?? ""}.`)
      : one.name === names.join("."),
  );
  if (index === undefined) throw notFound(`Index ${names.join(".")}`);
  return (caller) => searchTools(index, sql, caller);
}

function externalOf(names: readonly string[], grants: GrantStore, sql: SqlRun): Endpoint["tools"] {
  const [name = ""] = names;
  const connection = connections.find((one) => names.length === 1 && one.name === name);
  if (connection === undefined)
    throw new ApiError(404, "CONNECTION_DOES_NOT_EXIST", `Connection '${names.join("/")}' does not exist.`);
  if (connection.options?.["is_mcp_connection"] !== "true")
    throw new ApiError(400, "INVALID_PARAMETER_VALUE", `Connection '${name}' is not an MCP connection.`);
  return (caller) => {
    if (!grants.allows(caller.user.userName, "USE_CONNECTION", { type: "CONNECTION", path: [name] }))
      throw new ApiError(403, "PERMISSION_DENIED", `User does not have USE CONNECTION on Connection '${name}'.`);
    return deskTools(sql, caller);
  };
}

function appEndpoint(path: string, sql: SqlRun): Endpoint {
  const [name = "", ...rest] = path.slice(appsPrefix.length).split("/");
  const app = apps.find((one) => one.name === name);
  if (app === undefined) throw notFound(`App ${name}`);
  const servesMcp = app.servesMcp && rest.join("/") === "mcp";
  return { servesMcp, tools: (caller) => parcelTools(sql, caller) };
}

function notFound(what: string): ApiError {
  return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", `${what} does not exist.`);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
