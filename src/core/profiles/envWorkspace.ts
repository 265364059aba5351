import { parseHost, parseWarehouse } from "./host.ts";

/** What a project's `.env` file says about the workspace it uses. Secrets in the file are not looked at. */
export interface EnvWorkspace {
  readonly host: string;
  readonly warehouseId?: string;
  /** The OAuth app of user sign-ins; `DATABRICKS_CLIENT_ID` names a service principal and is not it. */
  readonly clientId?: string;
  readonly redirectUrl?: string;
}

/** Finds the workspace in the text of a `.env` file; undefined when it names none that can be used. */
export function envWorkspace(text: string): EnvWorkspace | undefined {
  const values = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, name = "", raw = ""] = /^\s*(?:export\s+)?(DATABRICKS_\w+)\s*=(.*)$/.exec(line) ?? [];
    const value = unquote(raw.trim());
    if (name !== "" && value !== "") values.set(name, value);
  }
  const pasted = values.get("DATABRICKS_HOST") ?? values.get("DATABRICKS_SERVER_HOSTNAME");
  if (pasted === undefined) return undefined;
  let found: { host: string; warehouseId?: string };
  try {
    found = parseHost(pasted);
  } catch {
    // A placeholder such as `<your-workspace>` is no offer.
    return undefined;
  }
  const warehouseId =
    parseWarehouse(values.get("DATABRICKS_WAREHOUSE_ID") ?? values.get("DATABRICKS_SQL_WAREHOUSE_ID") ?? "") ??
    parseWarehouse(values.get("DATABRICKS_HTTP_PATH") ?? "") ??
    found.warehouseId;
  const clientId = values.get("DATABRICKS_U2M_CLIENT_ID");
  const redirectUrl = values.get("DATABRICKS_REDIRECT_URL");
  return {
    host: found.host,
    ...(warehouseId === undefined ? {} : { warehouseId }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
  };
}

function unquote(value: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(value);
  return quoted ? (quoted[2] ?? "") : value.replace(/\s+#.*$/, "");
}
