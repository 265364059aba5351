import type { ConnectorId } from "../lint/sites.ts";
import { isOwnPath } from "../recorder/judge.ts";
import type { CallGroup } from "../recorder/summary.ts";

/** Connectors that share another one's client, told apart by what else is in their calls. */
const special: Partial<Readonly<Record<ConnectorId, (group: CallGroup) => boolean>>> = {
  sqlalchemy: ({ judgement, userAgent }) =>
    judgement.client?.connector === "python-sql" && /\bsqlalchemy\b/i.test(userAgent),
  dbt: ({ userAgent }) => /\bdbt-databricks\//i.test(userAgent),
  // What no client of Databricks stands behind.
  rest: ({ judgement }) => judgement.client === undefined,
  mcp: ({ route }) => /^\/api\/2\.0\/mcp(?:\/|$)/.test(route),
};

/** Whether a call is one of the promised connector. What clients send on their own account counts for none. */
export function isCallOf(connector: ConnectorId, group: CallGroup): boolean {
  if (isBesideWork(group)) return false;
  return (special[connector] ?? (({ judgement }) => judgement.client?.connector === connector))(group);
}

/** Whether a client makes a call on its own account: to sign in, for telemetry. Some tag these as well. */
export function isBesideWork({ route, judgement }: Pick<CallGroup, "route" | "judgement">): boolean {
  return judgement.verdict === "own" || isOwnPath(route);
}
