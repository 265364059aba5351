import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";
import { sqlAuth } from "./sql.ts";

/**
 * `databricks-sqlalchemy`. Of the URL the dialect reads host, password and three keys of the query; a User-Agent there is ignored.
 * `_user_agent_entry` is its own way: it puts `sqlalchemy + ` before the value.
 * Source: databricks/databricks-sqlalchemy, `src/databricks/sqlalchemy/base.py`.
 */
export const sqlalchemy: ConnectorFacts = {
  connector: "sqlalchemy",
  id: "sqlalchemy",
  language: "python",
  what: "construct",
  triggers: ["create_engine", "create_async_engine"],
  entries: [
    { origin: "sqlalchemy.create_engine" },
    { origin: "sqlalchemy.engine.create_engine" },
    { origin: "sqlalchemy.engine.create.create_engine" },
    { origin: "sqlmodel.create_engine" },
    { origin: "sqlalchemy.ext.asyncio.create_async_engine" },
  ],
  options: [{ from: "positional", names: ["url"] }, { from: "named" }],
  when: isDatabricksEngine,
  userAgent: {
    options: [{ name: "connect_args.user_agent_entry" }, { name: "connect_args._user_agent_entry" }],
    insert: [{ kind: "nested", option: "connect_args", name: "user_agent_entry" }],
  },
  auth: engineAuth,
};

/** `engine_from_config({"sqlalchemy.url": "databricks://…"})`; keywords go to `create_engine`. */
export const engineFromConfig: ConnectorFacts = {
  ...sqlalchemy,
  id: "sqlalchemy/engine_from_config",
  triggers: ["engine_from_config"],
  entries: [{ origin: "sqlalchemy.engine_from_config" }, { origin: "sqlalchemy.engine.engine_from_config" }],
  options: [{ from: "argument", index: 0 }, { from: "named" }],
};

function isDatabricksEngine(options: SiteOptions): boolean {
  // What a `creator` returns is a connection with a call of its own.
  if (options.has("creator")) return false;
  const url = options.get("url")?.text ?? options.get("sqlalchemy.url")?.text ?? "";
  return /^databricks(?:\+\w+)?:\/\//.test(url);
}

function engineAuth(options: SiteOptions): AuthKind {
  const connectArgs = nested(options, "connect_args");
  if (connectArgs.has("credentials_provider") || connectArgs.has("auth_type") || connectArgs.has("access_token"))
    return sqlAuth(connectArgs);
  const url = options.get("url")?.text ?? options.get("sqlalchemy.url")?.text ?? "";
  if (/^\w+(?:\+\w+)?:\/\/[^/@:]*:[^/@]/.test(url)) return "pat";
  return options.open || url.endsWith("}") ? "unknown" : sqlAuth(connectArgs);
}

/** The options below one option, as the connector is given them. */
function nested(options: SiteOptions, name: string): SiteOptions {
  return {
    get: (key) => options.get(`${name}.${key}`),
    has: (key) => options.has(`${name}.${key}`),
    names: [],
    open: options.get(name)?.kind !== "object" && options.has(name),
  };
}
