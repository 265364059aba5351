import type { AuthKind, SiteOptions } from "../sites.ts";
import { isDatabricksUrl } from "./databricksUrl.ts";

/** Whether options of an ODBC connection name the Databricks (Simba) driver or a host of Databricks. A DSN alone says neither. */
export function isDatabricksDriver(options: SiteOptions): boolean {
  const driver = options.get("Driver")?.text ?? "";
  if (/databricks|(?:simba|spark).*odbc|sparkodbc/i.test(driver)) return true;
  const host = options.get("Host")?.text ?? options.get("Server")?.text;
  if (host !== undefined && isDatabricksUrl(`https://${host}`)) return true;
  // A driver that settings name: only Simba's for Spark has these, and only Databricks asks for a token behind an HTTP path.
  const isSpark = options.has("SparkServerType") || options.has("ThriftTransport");
  return isSpark && options.has("HTTPPath") && /^(?:3|11)$/.test(options.get("AuthMech")?.text ?? "");
}

/** Source: Databricks ODBC driver guide, “Authentication”. */
export function odbcAuth(options: SiteOptions): AuthKind {
  const mechanism = options.get("AuthMech")?.text;
  if (mechanism === "3") return "pat";
  if (mechanism !== "11") return "unknown";
  switch (options.get("Auth_Flow")?.text ?? "0") {
    case "0":
      return "dynamic";
    case "1":
      return "m2m";
    case "2":
      return "u2m";
    case "3":
      return "ambient";
    default:
      return "unknown";
  }
}
