import type { Finding } from "../../core/lint/finding.ts";
import type { Site } from "../../core/lint/sites.ts";
import { isClient } from "../../core/lint/sites.ts";
import type { ScanState } from "../services.ts";
import { counted } from "./words.ts";

/** What the language status item depends on. */
export interface StatusFacts {
  readonly isEnabled: boolean;
  readonly isTrusted: boolean;
  readonly scan: ScanState;
  /** What is known of the shown file; undefined where it holds nothing that a rule speaks about. */
  readonly shown:
    | { readonly findings: readonly Finding[]; readonly sites: readonly Site[]; readonly hasIdentity: boolean }
    | undefined;
}

export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  /** What a click does. */
  readonly action?: "openSetting" | "setIdentity" | "showProblems";
}

/** What the language status item says: how many problems the shown file has, or what keeps the linter from all that it can do. */
export function statusText({ isEnabled, isTrusted, scan, shown }: StatusFacts): StatusText {
  if (!isEnabled)
    return {
      text: "PWAF: off",
      detail: "The setting `pwaf.lint.enabled` is off.",
      severity: "information",
      action: "openSetting",
    };
  const untrusted = isTrusted ? "" : "This folder is not trusted: only the linter runs.";
  const progress =
    scan.kind === "running" && scan.total > 0 ? `Checking the workspace: ${scan.done} of ${scan.total} files` : "";
  if (!shown) {
    const nothing = "This file has no Databricks code that PWAF rules know.";
    return { text: "PWAF: nothing to check", detail: progress || untrusted || nothing, severity: "information" };
  }
  const { findings, sites, hasIdentity } = shown;
  const text = `PWAF: ${counted(findings.length, "problem")}`;
  if (!hasIdentity && (sites.length > 0 || findings.some(({ needsIdentity }) => needsIdentity)))
    return { text, detail: "fixes need your product's name", severity: "warning", action: "setIdentity" };
  return {
    text,
    detail: progress || untrusted || counted(sites.filter(isClient).length, "Databricks client"),
    severity: findings.some(({ severity }) => severity === "error") ? "error" : "information",
    ...(findings.length > 0 ? { action: "showProblems" } : {}),
  };
}
