import type { RecordedCall, Session } from "./call.ts";
import { formOf, routeOf } from "./call.ts";
import type { Judgement, Verdict } from "./judge.ts";
import { isGap, judge } from "./judge.ts";

/** Calls of one form, judged once. */
export interface CallGroup extends Pick<RecordedCall, "method" | "host" | "protocol" | "userAgent" | "auth"> {
  readonly route: string;
  readonly count: number;
  /** The statuses seen, each once; 0 for calls without an answer. */
  readonly statuses: readonly number[];
  /** What the workspace's answers say, each once: names in docs/errors.md. */
  readonly errors: readonly string[];
  readonly judgement: Judgement;
}

/** What was called, each form of call once, in the order of its first call. */
export function groupsOf({ calls }: Pick<Session, "calls">): CallGroup[] {
  const groups = new Map<string, RecordedCall[]>();
  for (const call of calls) {
    const form = formOf(call);
    const known = groups.get(form);
    if (known) known.push(call);
    else groups.set(form, [call]);
  }
  return [...groups.values()].flatMap((same): CallGroup[] => {
    const [first] = same;
    if (!first) return [];
    const { method, host, path, protocol, userAgent, auth } = first;
    return [
      {
        ...{ method, host, protocol, userAgent, auth },
        route: routeOf(path),
        count: same.reduce((sum, { more = 0 }) => sum + 1 + more, 0),
        statuses: [...new Set(same.map(({ status }) => status))],
        errors: [...new Set(same.flatMap(({ error }) => error ?? []))],
        judgement: judge(first),
      },
    ];
  });
}

const words: readonly (readonly [Verdict, string])[] = [
  ["tagged", "tagged"],
  ["invalid", "with an invalid identity"],
  ["untagged", "untagged"],
  ["own", "by clients on their own account"],
  ["unclear", "unclear"],
];

/** `12 calls: 9 tagged, 3 by clients on their own account`. */
export function summaryOf(groups: readonly CallGroup[], dropped: number): string {
  const total = groups.reduce((sum, { count }) => sum + count, dropped);
  if (total === 0) return "No calls";
  const parts = words.flatMap(([verdict, word]) => {
    const count = groups.reduce((sum, group) => sum + (group.judgement.verdict === verdict ? group.count : 0), 0);
    return count === 0 ? [] : [`${count} ${word}`];
  });
  if (dropped > 0) parts.push(`${dropped} not kept`);
  return `${total} ${total === 1 ? "call" : "calls"}: ${parts.join(", ")}`;
}

/** Whether every call that can be attributed is. A recording without such a call proves nothing. */
export function isProof(groups: readonly CallGroup[], dropped: number): boolean {
  const { length: gaps } = groups.filter(({ judgement }) => isGap(judgement));
  return gaps === 0 && dropped === 0 && groups.some(({ judgement }) => judgement.verdict === "tagged");
}
