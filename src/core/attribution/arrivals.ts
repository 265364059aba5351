import { auditWindow } from "../readyQueries/readyQuery.ts";
import type { Identity } from "../identity/identity.ts";
import type { SplitUserAgent } from "../recorder/userAgentParts.ts";
import { splitUserAgent } from "../recorder/userAgentParts.ts";

/** A User-Agent that the workspace has noted. */
export interface Arrival extends Pick<SplitUserAgent, "client"> {
  readonly userAgent: string;
  readonly events: number;
  /** Epoch milliseconds. */
  readonly lastSeen: number;
  /** Whether it carries the product's name. */
  readonly isNamed: boolean;
  /** Whether it carries the name of some other product instead, such as that of this extension. */
  readonly isAnothers: boolean;
}

/**
 * A query of three texts a row: User-Agent, how often, when last (in epoch milliseconds: a session's
 * time zone is nobody's here). Rows are those with the product's name, in either
 * spelling, and those of whoever asks. Parameters: `name`, `partner`, `hours`.
 */
export const arrivalsSql = `SELECT
  user_agent,
  CAST(count(*) AS STRING) AS events,
  CAST(unix_millis(max(event_time)) AS STRING) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND user_agent IS NOT NULL
  AND (contains(lower(user_agent), lower(:name)) OR contains(lower(user_agent), lower(:partner)) OR user_identity.email = current_user())
GROUP BY user_agent
ORDER BY max(event_time) DESC
LIMIT 1000`;

/** Values for the query's parameters, with their types. */
export function arrivalsParameters(identity: Identity, hours: number) {
  return [
    { name: "name", type: "STRING", value: productName(identity) },
    { name: "partner", type: "STRING", value: `partner/${identity.isv}` },
    { name: "hours", type: "INTEGER", value: String(hours) },
  ] as const;
}

export function productName({ isv, product }: Identity): string {
  return `${isv}_${product}`;
}

/** What a row of the query says. */
export function arrivalOf(
  [userAgent, events, lastSeen]: readonly (string | null)[],
  identity: Identity,
): Arrival | undefined {
  if (userAgent === null || userAgent === undefined) return undefined;
  const { client, identities } = splitUserAgent(userAgent);
  const wanted = productName(identity).toLowerCase();
  const isNamed = identities.some((one) => one.toLowerCase().split("/")[0] === wanted);
  return {
    userAgent,
    events: Number(events ?? 0),
    lastSeen: Number(lastSeen ?? 0),
    isNamed,
    isAnothers: !isNamed && identities.length > 0,
    ...(client === undefined ? {} : { client }),
  };
}
