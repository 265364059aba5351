/** A name for a workspace that is not taken yet: the first part of its host name, numbered when needed. */
export function suggestProfileName(host: string, taken: readonly string[]): string {
  const { hostname, port } = new URL(host);
  const base = /^[\d.]+$|^\[|^localhost$/.test(hostname)
    ? `local-${port || "443"}`
    : (hostname.split(".")[0] ?? hostname);
  let name = base;
  for (let number = 2; taken.includes(name); number++) name = `${base}-${number}`;
  return name;
}
