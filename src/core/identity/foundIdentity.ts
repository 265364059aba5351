import type { Identity } from "./identity.ts";
import { checkUserAgent, formatIdentity, isPlaceholder } from "./identity.ts";

/** The identity that most of these User-Agents are; undefined where none is well formed and somebody's own. */
export function foundIdentity(userAgents: Iterable<string>): Identity | undefined {
  const counts = new Map<string, { readonly identity: Identity; readonly count: number }>();
  for (const text of userAgents) {
    const check = checkUserAgent(text);
    if (!check.ok || isPlaceholder(text)) continue;
    const key = formatIdentity(check.identity);
    counts.set(key, { identity: check.identity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.identity;
}
