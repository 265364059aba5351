import type { Environment } from "../environment/isolate.ts";

/**
 * The proxy that most programs would use for an address, by the variables that curl made common; undefined for none.
 * @throws TypeError when the variable holds no address.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? "";
  const proxy = read(url.protocol === "https:" ? "https_proxy" : "http_proxy") || read("all_proxy");
  if (proxy === "" || isExcluded(url, read("no_proxy"))) return undefined;
  return new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
}

function isExcluded({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port || (protocol === "https:" ? "443" : "80");
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", wanted] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (wanted !== undefined && wanted !== ownPort) return false;
      const suffix = name.replace(/^\*?\./, "");
      return hostname === suffix || hostname.endsWith(`.${suffix}`);
    });
}
