import { groupsOf } from "../recorder/summary.ts";
import { clientsOf } from "./calls.ts";
import type { ConformanceRun } from "./result.ts";

/** The results for programs; the shape is a contract: `version` changes with it. */
export function conformanceJson({ results, ...run }: ConformanceRun): string {
  const rows = results.map(({ entry, run: seen, ...result }) => {
    const { id, connector, auth, name, command, line } = entry;
    return {
      ...{ id, connector, auth, command, line },
      ...(name === undefined ? {} : { name }),
      ...result,
      ...(seen
        ? {
            ending: seen.ending,
            clients: clientsOf(seen.session),
            calls: groupsOf(seen.session).map(({ judgement, ...group }) => {
              const { verdict, identities, rule, why } = judgement;
              return { ...group, verdict, identities, ...(rule === undefined ? {} : { rule }), why };
            }),
            troubles: seen.session.troubles.map(({ what }) => what),
          }
        : {}),
    };
  });
  return `${JSON.stringify({ version: 1, ...run, results: rows }, undefined, 2)}\n`;
}
