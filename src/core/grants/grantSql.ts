import { quoteName } from "../base/sqlName.ts";
import type { Requirement } from "./plan.ts";
import { securableKey, securableSql } from "./securable.ts";

/**
 * One GRANT statement for each object, without semicolons. The principal stands in backticks: application ids hold
 * dashes, e-mail addresses hold more.
 */
export function grantStatements(requirements: readonly Requirement[], principal: string): string[] {
  const byPlace = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const key = securableKey(requirement.securable);
    byPlace.set(key, [...(byPlace.get(key) ?? []), requirement]);
  }
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const privileges = group.map(({ privilege }) => privilege).join(", ");
    return [`GRANT ${privileges} ON ${securableSql(first.securable)} TO ${quoteName(principal)}`];
  });
}

/** Takes one privilege away from a principal, without a semicolon. Works at once, for sessions that are open too. */
export function revokeStatement({ privilege, securable }: Requirement, principal: string): string {
  return `REVOKE ${privilege} ON ${securableSql(securable)} FROM ${quoteName(principal)}`;
}

/** The statements as a script. */
export function grantScript(requirements: readonly Requirement[], principal: string): string {
  return grantStatements(requirements, principal)
    .map((statement) => `${statement};\n`)
    .join("");
}

/** Application ids of service principals are UUIDs; their display names do not work in GRANT. */
export function isApplicationId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
