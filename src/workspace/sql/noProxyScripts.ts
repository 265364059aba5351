/** Stands in the bundle for `pac-proxy-agent`, which the driver's proxy agent loads for `pac+…` addresses only. */
export function PacProxyAgent(): never {
  throw new Error("Proxy configuration scripts (PAC) are not supported; name the proxy itself in HTTPS_PROXY.");
}
