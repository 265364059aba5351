import { clientIds } from "./checks/clientIds.ts";
import { configFile } from "./checks/configFile.ts";
import { connection } from "./checks/connection.ts";
import { contamination } from "./checks/contamination.ts";
import { environmentFiles } from "./checks/environmentFiles.ts";
import { hostForm } from "./checks/hostForm.ts";
import { mixedMethods } from "./checks/mixedMethods.ts";
import { profileChoice } from "./checks/profileChoice.ts";
import { signInMethod } from "./checks/signInMethod.ts";
import { signInState } from "./checks/signInState.ts";
import { tokens } from "./checks/tokens.ts";
import { clientRows } from "./clients.ts";
import type { Check } from "./facts.ts";
import { factsOf } from "./facts.ts";
import type { DoctorInput } from "./input.ts";
import type { DoctorReport } from "./report.ts";
import { severityOrder } from "./report.ts";
import { valueRows } from "./values.ts";

/** In the order in which somebody would look for a cause. */
const checks: readonly Check[] = [
  configFile,
  profileChoice,
  mixedMethods,
  signInMethod,
  hostForm,
  clientIds,
  tokens,
  connection,
  contamination,
  environmentFiles,
  signInState,
];

/**
 * Explains how the clients of Databricks would sign in with an environment and a profile, and what is wrong with it.
 * Asks nobody and shows no secret.
 */
export function examine(input: DoctorInput): DoctorReport {
  const facts = factsOf(input);
  const results = checks.map((check) => {
    const findings = check.run(facts);
    const isFine = findings.every(({ severity }) => severity === "info");
    return { findings, passed: isFine ? check.passed?.(facts) : undefined };
  });
  const { host } = facts;
  return printable({
    subject: input.profileName === undefined ? input.place : `profile ${input.profileName} in ${input.place}`,
    ...(host && "pasted" in host ? { host: host.pasted.host } : {}),
    findings: results
      .flatMap(({ findings }) => findings)
      .sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)),
    passed: results.flatMap(({ passed }) => passed ?? []),
    values: valueRows(facts),
    clients: clientRows(facts),
  });
}

/** Without control characters: names come from files, and reports are shown in terminals. */
function printable(report: DoctorReport): DoctorReport {
  const clean = (_key: string, value: unknown): unknown =>
    typeof value === "string" ? value.replace(/\p{Cc}+/gu, " ") : value;
  return JSON.parse(JSON.stringify(report), clean) as DoctorReport;
}

/** The workspace that the input is about, to try a connection with; undefined when none is named. */
export function hostOf(input: DoctorInput): string | undefined {
  const { host } = factsOf(input);
  return host && "pasted" in host ? host.pasted.host : undefined;
}
