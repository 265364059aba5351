import type { AuthKind, SiteOptions } from "../../sites.ts";

/** A request's `Authorization`. A bearer token may be of any kind. */
export function httpAuth(options: SiteOptions): AuthKind {
  const header = ["headers.Authorization", "requestInit.headers.Authorization", "Authorization"]
    .map((name) => options.get(name))
    .find((option) => option !== undefined);
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || options.has("auth") ? "dynamic" : "unknown";
}
