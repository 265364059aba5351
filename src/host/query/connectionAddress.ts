import { PwafError } from "../../core/base/errors.ts";
import type { SqlConnection } from "../../workspace/sql/types.ts";

/** Takes the origin of a profile apart, as the SQL driver wants it. */
export function connectionAddress(origin: string): Pick<SqlConnection, "host" | "port" | "protocol"> {
  const url = URL.parse(origin);
  if (url?.protocol === "https:") return { host: url.hostname, port: Number(url.port || 443) };
  if (url?.protocol === "http:") return { host: url.hostname, port: Number(url.port || 80), protocol: "http" };
  throw new PwafError("config", `The host of the profile, ${origin}, is no https address.`, {
    hint: "It should look like https://<workspace>.cloud.databricks.com.",
  });
}
