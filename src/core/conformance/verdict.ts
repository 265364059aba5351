import { connectorNames } from "../lint/report/names.ts";
import type { CallAuth } from "../recorder/call.ts";
import type { CallGroup } from "../recorder/summary.ts";
import { groupsOf } from "../recorder/summary.ts";
import type { ConformanceAuth, ConformanceEntry } from "./entry.ts";
import { conformanceAuthNames } from "./entry.ts";
import { identityProblem } from "./identityCheck.ts";
import { isBesideWork, isCallOf } from "./recognize.ts";
import type { Problem, Run } from "./result.ts";

/** What a recorder sees of each kind: a token by its form; which OAuth flow it came from, nobody can tell by looking. */
const seenAs: Readonly<Record<ConformanceAuth, CallAuth>> = {
  pat: "pat",
  m2m: "oauth",
  u2m: "oauth",
  federation: "oauth",
};

const authWords: Readonly<Record<CallAuth, string>> = {
  pat: "a personal access token",
  oauth: "an OAuth token",
  basic: "a password",
  other: "an unknown kind of credential",
  none: "no credential",
};

/** Everything about a run that is not as promised; nothing when it conforms. */
export function problemsOf(
  entry: Pick<ConformanceEntry, "connector" | "auth">,
  identity: string,
  { ending, session }: Pick<Run, "ending" | "session">,
): Problem[] {
  const groups = groupsOf(session);
  // What clients send on their own account no setting tags.
  const caused = groups.filter(({ judgement }) => judgement.verdict !== "own");
  const problems: Problem[] = [];
  if (ending.kind === "timeout")
    problems.push({ check: "ended", message: `The command had not ended after ${ending.seconds} s, and was stopped.` });
  else if (ending.kind === "signal")
    problems.push({ check: "ended", message: `The command was ended by ${ending.signal}.` });
  else if (ending.code !== 0)
    problems.push({ check: "ended", message: `The command ended with exit code ${ending.code}.` });
  const named = caused.filter((group) => isCallOf(entry.connector, group));
  const work = caused.filter((group) => !isBesideWork(group));
  if (named.length === 0) problems.push({ check: "called", message: notCalled(entry, work) });
  for (const group of caused) problems.push(...problemsOfCall(group, entry.auth, identity));
  if (session.dropped > 0)
    problems.push({ check: "untagged", message: `${session.dropped} calls were too many to be looked at.` });
  return problems;
}

function notCalled({ connector }: Pick<ConformanceEntry, "connector">, work: readonly CallGroup[]): string {
  const others = [...new Set(work.map(({ judgement }) => judgement.client?.name ?? "an HTTP library"))];
  const instead =
    others.length > 0
      ? `Calls were made by ${others.join(", ")}.`
      : "Nothing called Databricks through the recorder: see “How a program gets there” in docs/recorder.md.";
  return `No call of ${connectorNames[connector]} was recorded. ${instead}`;
}

function problemsOfCall(group: CallGroup, auth: ConformanceAuth, identity: string): Problem[] {
  const { method, route, judgement } = group;
  const call = `${method} ${route}`;
  const problems: Problem[] = [];
  const add = (check: Problem["check"], message: string, rule: string | undefined) =>
    problems.push({ check, message, ...(rule === undefined ? {} : { rule }) });
  switch (judgement.verdict) {
    case "untagged":
      add("untagged", `${call} is untagged. ${judgement.why}`, judgement.rule);
      break;
    case "invalid":
      add("identity", `${call} carries no valid identity. ${judgement.why}`, judgement.rule);
      break;
    case "unclear":
      add("identity", `${call} cannot be judged. ${judgement.why}`, undefined);
      break;
    case "tagged": {
      const problem = identityProblem(identity, judgement);
      if (problem) add("identity", `${call} ${problem.message}.`, problem.rule);
      break;
    }
    case "own":
      return [];
  }
  // Who asks for a token has none yet.
  if (group.auth !== seenAs[auth] && !isBesideWork(group)) {
    const promise = `${conformanceAuthNames[auth]} was promised`;
    // Who takes a token where a flow was promised has one written down, or found one elsewhere.
    const rule = group.auth === "basic" ? "auth-basic" : group.auth === "pat" ? "auth-pat-used" : undefined;
    add("auth", `${call} was signed in by ${authWords[group.auth]}; ${promise}.`, rule);
  }
  return problems;
}
