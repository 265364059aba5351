import { proxyFor } from "../../core/doctor/proxy.ts";
import type { Environment } from "../../core/environment/isolate.ts";

/** The editor's settings `http.proxy`, `http.noProxy` and `http.proxySupport`. */
export interface EditorProxy {
  readonly proxy: string;
  readonly noProxy: readonly string[];
  readonly support: string;
}

/**
 * The proxy that the editor's own requests to an address would take, for processes that are not patched by the editor;
 * empty for none. A setting goes before the variables; exceptions of both count. The system's own proxy is not seen.
 * @throws TypeError when the setting or variable holds no address.
 */
export function editorProxyFor(url: URL, { proxy, noProxy, support }: EditorProxy, environment: Environment): string {
  if (support === "off") return "";
  const exceptions = [...noProxy, environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""].join(",");
  const variables = {
    ...environment,
    no_proxy: exceptions,
    ...(proxy === "" ? {} : { https_proxy: proxy, http_proxy: proxy }),
  };
  return proxyFor(url, variables)?.href ?? "";
}
