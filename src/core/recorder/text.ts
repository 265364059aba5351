import type { Session } from "./call.ts";
import { adviceFor } from "../errors/explain.ts";
import { groupsOf, summaryOf } from "./summary.ts";

/** The recording for a terminal: what failed first, then the rest. */
export function sessionText(session: Session): string {
  const groups = groupsOf(session);
  const order = ["untagged", "invalid", "unclear", "tagged", "own"];
  const sorted = groups.toSorted((a, b) => order.indexOf(a.judgement.verdict) - order.indexOf(b.judgement.verdict));
  const blocks = sorted.map(({ method, host, route, auth, count, userAgent, errors, judgement }) => {
    const { verdict, why, rule, client, identities, added } = judgement;
    const times = count === 1 ? "" : `, ${count} times`;
    const facts = [
      userAgent === "" ? "no User-Agent" : userAgent,
      client && `${client.name} ${client.version}`.trim(),
      identities.length > 0 && `identity ${identities.join(", ")}`,
      verdict !== "own" && why,
      rule !== undefined && `pwaf lint finds such code by ${rule}`,
      ...added.map((word) => `${word.text}: ${word.why}`),
      ...errors.map(adviceFor),
    ].filter((fact) => typeof fact === "string" && fact !== "");
    return [
      `${verdict.padEnd(9)} ${method} ${host}${route} (auth: ${auth}${times})`,
      ...facts.map((fact) => `          ${fact}`),
    ];
  });
  const troubles = session.troubles.map(({ what }) => `trouble   ${what}`);
  return [...blocks.flat(), ...troubles, `${summaryOf(groups, session.dropped)}.`, ""].join("\n");
}
