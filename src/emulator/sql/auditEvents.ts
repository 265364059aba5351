import type { RecordedRequest } from "../requestLog.ts";
import type { RanStatement } from "./history.ts";

/** One row of `system.access.audit`. */
export interface AuditEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly user: string;
  readonly userAgent: string;
  readonly service: string;
  readonly action: string;
  readonly requestId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number;
  readonly error?: string;
}

interface Rule {
  readonly route: RegExp;
  readonly service: string;
  readonly action: string;
  /** Parameter that the first group of the route becomes. */
  readonly named?: string;
}

const catalog = (route: RegExp, action: string, named = "full_name_arg"): Rule => ({
  route,
  service: "unityCatalog",
  action,
  named,
});
const base = "/api/2\\.1/unity-catalog";
const route = (text: string): RegExp => new RegExp(`^${text}/?$`);

/** Names of services and actions are those of Databricks' “Audit log reference”. What has no name there makes no event. */
const rules: readonly Rule[] = [
  catalog(route(`GET ${base}/catalogs`), "listCatalogs"),
  catalog(route(`GET ${base}/catalogs/([^/]+)`), "getCatalog", "name_arg"),
  catalog(route(`GET ${base}/schemas`), "listSchemas"),
  catalog(route(`GET ${base}/schemas/([^/]+)`), "getSchema"),
  catalog(route(`GET ${base}/tables`), "listTables"),
  catalog(route(`GET ${base}/tables/([^/]+)`), "getTable"),
  catalog(route(`GET ${base}/connections`), "listConnections"),
  catalog(route(`GET ${base}/connections/([^/]+)`), "getConnection", "name_arg"),
  catalog(route(`GET ${base}/permissions/\\w+/([^/]+)`), "getPermissions", "securable_full_name"),
  catalog(route(`PATCH ${base}/permissions/\\w+/([^/]+)`), "updatePermissions", "securable_full_name"),
  catalog(route(`GET ${base}/effective-permissions/\\w+/([^/]+)`), "getEffectivePermissions", "securable_full_name"),
  { route: route("POST /api/2\\.0/token/create"), service: "accounts", action: "generateDbToken" },
  { route: route("POST /api/2\\.0/token/delete"), service: "accounts", action: "revokeDbToken" },
  { route: route("GET /api/2\\.0/token/list"), service: "accounts", action: "list" },
];

/** What a call of the workspace leaves in the audit log: how it signed in, and what it did. */
export function eventsOfRequest(request: RecordedRequest): AuditEvent[] {
  const { id, time, user, userAgent, method, path, auth, status, tool } = request;
  if (user === undefined || id === undefined) return [];
  const of = (service: string, action: string, parameters: Readonly<Record<string, string>>): AuditEvent => ({
    at: Date.parse(time),
    user,
    userAgent,
    service,
    action,
    requestId: id,
    parameters,
    status,
  });
  const signIn = of("accounts", auth === "pat" ? "tokenLogin" : "oidcTokenAuthorization", { user, path });
  if (tool !== undefined) {
    // A function of the catalog runs as itself; PWAF's audit queries look for it under this name.
    const name = tool.replaceAll("__", ".");
    const isFunction = path.startsWith("/api/2.0/mcp/functions/");
    const call = isFunction
      ? of("unityCatalog", "executeFunction", { full_name_arg: name })
      : of("mcp", "mcpCall", { path, tool });
    return [signIn, call];
  }
  for (const { route: wanted, service, action, named } of rules) {
    const match = wanted.exec(`${method} ${path}`);
    if (match === null) continue;
    const [, name] = match;
    const parameters = named === undefined || name === undefined ? {} : { [named]: decodeURIComponent(name) };
    return [signIn, of(service, action, parameters)];
  }
  return [signIn];
}

/** What a statement leaves there: that it was submitted, and the permissions that it changed. */
export function eventsOfStatement({ id, sql, session, startedAt, outcome, error }: RanStatement): AuditEvent[] {
  const of = (service: string, action: string, parameters: Readonly<Record<string, string>>): AuditEvent => ({
    at: startedAt,
    user: session.user,
    userAgent: session.client,
    service,
    action,
    requestId: id,
    parameters,
    status: outcome === "failed" ? 400 : 200,
    ...(error === undefined ? {} : { error: error.message }),
  });
  const submitted = of("databrickssql", "commandSubmit", {
    commandId: id,
    commandText: sql,
    warehouseId: session.warehouseId,
  });
  const change = permissionChange(sql);
  return change === undefined ? [submitted] : [submitted, of("unityCatalog", "updatePermissions", change)];
}

/** `GRANT SELECT ON TABLE t TO p` as the service tells it. */
function permissionChange(sql: string): Record<string, string> | undefined {
  const match =
    /^\s*(GRANT|REVOKE)\s+(.+?)\s+ON\s+(EXTERNAL LOCATION|\w+)\s+(.+?)\s+(?:TO|FROM)\s+(.+?)\s*;?\s*$/is.exec(sql);
  if (match === null) return undefined;
  const [, verb = "", privileges = "", type = "", name = "", principal = ""] = match;
  const list = privileges.split(",").map((one) => one.trim().toUpperCase().replaceAll(" ", "_"));
  const change = { principal: plain(principal), [/^grant$/i.test(verb) ? "add" : "remove"]: list };
  return {
    securable_type: type.toLowerCase().replaceAll(" ", "_"),
    securable_full_name: plain(name),
    changes: JSON.stringify([change]),
  };
}

function plain(name: string): string {
  return name.replaceAll("`", "");
}
