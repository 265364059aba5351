import { connectorNames } from "../lint/report/names.ts";
import type { CallGroup } from "../recorder/summary.ts";
import { groupsOf, summaryOf } from "../recorder/summary.ts";
import { clientsOf } from "./calls.ts";
import { conformanceAuthNames } from "./entry.ts";
import type { MetError } from "./errorHistory.ts";
import { errorsTitle } from "./errorHistory.ts";
import { cell, code, markedUserAgent, table } from "./markdown.ts";
import type { CheckId, ConformanceResult, ConformanceRun, Outcome } from "./result.ts";
import { checkIds, countsText, durationText } from "./result.ts";

const outcomes: Readonly<Record<Outcome, string>> = {
  passed: "**passed**",
  failed: "**failed**",
  notRun: "could not run",
  cancelled: "cancelled",
};

const checks: Readonly<Record<CheckId, string>> = {
  ended: "The command ended without an error",
  called: "The connector called Databricks",
  identity: "Identities are the product's own, in the client's place for them",
  auth: "Every call was signed in as promised",
  untagged: "No call went out untagged, but for those that clients are known to send on their own account",
};

/**
 * `build_report.md`: what was tested, with which versions, and the evidence for it, for a reviewer who has seen neither
 * the code nor this tool. Holds no secret.
 * @param errors what this and earlier runs met; see `errorHistory.ts`
 */
export function buildReport(run: ConformanceRun, errors: readonly MetError[]): string {
  const { identity, target, results, started, ms, toolVersion, configFile } = run;
  const when = `${started.slice(0, 10)} ${started.slice(11, 16)} UTC`;
  const facts: (readonly string[])[] = [
    ["Product", code(identity)],
    ["Tested against", target.includes("://") ? code(target) : cell(target)],
    ["Entries", code(configFile)],
    ["Run", `${when}, ${durationText(ms)}, by ${code(`pwaf ${toolVersion}`)}`],
    ["Result", countsText(results)],
  ];
  return [
    `# Build report: ${cell(identity)}`,
    table(["", ""], facts),
    "## What was tested",
    tested(results),
    "## Evidence",
    method,
    ...results.map(evidence),
    `## ${errorsTitle}`,
    errors.length === 0
      ? "None."
      : table(
          ["Entry", "Error", "First met", "Fixed"],
          errors.map(({ entry, error, met, fixed }) => [`\`${entry}\``, error, met, fixed === "" ? "not yet" : fixed]),
        ),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

const method = `Each command ran by itself, with the variables of one way to sign in and no other credential in its environment. A recorder
stood between it and Databricks and noted of each call the method, path, User-Agent and kind of credential. The identity is
in bold. _Known_ calls are those that a client makes on its own account (discovery, tokens, telemetry, feature flags), which
no setting tags. A credential is told by its form: OAuth tokens are JWTs.`;

function tested(results: readonly ConformanceResult[]): string {
  const rows = results.map(({ entry, outcome, ms, run }) => {
    const clients = run ? clientsOf(run.session) : [];
    return [
      `\`${entry.id}\``,
      connectorNames[entry.connector],
      conformanceAuthNames[entry.auth],
      clients.length === 0 ? "–" : cell(clients.join(", ")),
      code(entry.command.join(" ")),
      outcomes[outcome],
      durationText(ms),
    ];
  });
  return table(["Entry", "Connector", "Sign-in", "Clients and versions", "Command", "Result", "Took"], rows);
}

function evidence({ entry, outcome, problems, obstacle, run, profile }: ConformanceResult): string {
  const title = `### \`${entry.id}\`: ${outcomes[outcome].replaceAll("*", "")}`;
  if (!run) return [title, ...(obstacle === undefined ? [] : [cell(obstacle)])].join("\n\n");
  const groups = groupsOf(run.session);
  const troubles = run.session.troubles.map(({ what }) => `- ${cell(what)}`);
  const seen = whatWasSeen(groups);
  const verdicts = checkIds.map((check) => {
    const found = problems.filter((problem) => problem.check === check);
    const why = found.map(({ message, rule }) => cell(rule === undefined ? message : `${message} (${rule})`));
    const mark = found.length > 0 ? "✖" : seen.has(check) ? "✔" : "–";
    return `- ${mark} ${checks[check]}${why.map((text) => `<br>${text}`).join("")}`;
  });
  const variables = run.variables.map((name) => `\`${name}\``).join(", ");
  return [
    title,
    verdicts.join("\n"),
    `${summaryOf(groups, run.session.dropped)}.${profile === undefined ? "" : ` Signed in as ${cell(profile)}`}${variables === "" ? "" : ` by ${variables}`}${profile === undefined ? "" : "."}`,
    ...(groups.length === 0 ? [] : [table(["Call", "User-Agent", "Credential", "Status", ""], groups.map(row))]),
    ...(troubles.length === 0 ? [] : [troubles.join("\n")]),
  ].join("\n\n");
}

/** The checks that a run can tell anything about: where nothing was called, nothing was right. */
function whatWasSeen(groups: readonly CallGroup[]): ReadonlySet<CheckId> {
  const verdicts = new Set(groups.map(({ judgement }) => judgement.verdict));
  const isTagged = verdicts.has("tagged") || verdicts.has("invalid");
  const isCaused = isTagged || verdicts.has("untagged") || verdicts.has("unclear");
  return new Set<CheckId>([
    "ended",
    "called",
    ...(isTagged ? (["identity"] as const) : []),
    ...(isCaused ? (["auth", "untagged"] as const) : []),
  ]);
}

const credentials: Readonly<Record<CallGroup["auth"], string>> = {
  pat: "token",
  oauth: "OAuth token",
  basic: "basic",
  other: "other",
  none: "none",
};

function row({ method: verb, route, count, auth, statuses, judgement }: CallGroup): string[] {
  const times = count === 1 ? "" : ` × ${count}`;
  const verdict = judgement.verdict === "own" ? `known: ${cell(judgement.why)}` : judgement.verdict;
  return [
    `${code(`${verb} ${route}`)}${times}`,
    markedUserAgent(judgement.parts),
    credentials[auth],
    statuses.map((status) => (status === 0 ? "no answer" : String(status))).join(", "),
    verdict,
  ];
}
