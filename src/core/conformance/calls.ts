import type { Session } from "../recorder/call.ts";
import type { Verdict } from "../recorder/judge.ts";
import type { CallGroup } from "../recorder/summary.ts";
import { groupsOf } from "../recorder/summary.ts";

/** What stands in front of a call; what a client sends by itself is known to go out untagged. */
const words: Readonly<Record<Verdict, string>> = {
  tagged: "tagged",
  invalid: "invalid",
  untagged: "untagged",
  own: "known",
  unclear: "unclear",
};

/** The calls of a run, each form of call on two lines: what was called, and how it named itself. */
export function callLines(session: Session): string[] {
  return groupsOf(session).flatMap((group) => [callLine(group), `          ${group.userAgent || "no User-Agent"}`]);
}

function callLine({ method, route, auth, count, statuses, judgement }: CallGroup): string {
  const { verdict, why } = judgement;
  const facts = [
    `auth: ${auth}`,
    `status: ${statuses.map((status) => (status === 0 ? "no answer" : status)).join(", ")}`,
    ...(count === 1 ? [] : [`${count} times`]),
  ];
  const known = verdict === "own" ? ` ${why}` : "";
  return `${words[verdict].padEnd(9)} ${method} ${route} (${facts.join("; ")})${known}`;
}

/** Runtimes that clients name beside themselves, with a version. */
const runtime = /^(?:python|node(?:\.js)?|go|jvm|java)[ /]\d/i;

/** What a run was made with, as it names itself: `Databricks SDK for Python 0.9.0 (python/3.12.1)`, `python-requests/2.32.0`. */
export function clientsOf(session: Session): string[] {
  const names = groupsOf(session).flatMap(({ judgement: { client, parts } }) => {
    const libraries = parts.filter(({ kind, text }) => kind === "library" && /\d/.test(text)).map(({ text }) => text);
    if (!client) return libraries;
    const runtimes = parts.filter(({ kind, text }) => kind === "runtime" && runtime.test(text)).map(({ text }) => text);
    return [`${client.name} ${client.version} ${runtimes.length === 0 ? "" : `(${runtimes.join(", ")})`}`.trim()];
  });
  return [...new Set(names)].sort();
}
