import type { AuthKind, SiteOptions } from "../../sites.ts";

/** A request's `Authorization`, or the pair that a client makes one of. A bearer token may be of any kind. */
export function httpAuth(options: SiteOptions): AuthKind {
  const header = options.get("headers.Authorization");
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || options.has("auth") ? "dynamic" : "unknown";
}
