import { cell } from "./markdown.ts";
import type { ConformanceResult } from "./result.ts";

/** An error that a run met, and when it was gone. Texts are cells of a Markdown table, as the report shows them. */
export interface MetError {
  readonly entry: string;
  readonly error: string;
  /** Dates, `2026-11-21`; `fixed` is empty while it is met. */
  readonly met: string;
  readonly fixed: string;
}

export const errorsTitle = "Errors met and fixed";

/** The errors that an earlier report lists. Whatever cannot be read is left out. */
export function readErrors(report: string): MetError[] {
  const section = report.split(/^## /m).find((part) => part.startsWith(errorsTitle)) ?? "";
  return section.split(/\r?\n/).flatMap((line): MetError[] => {
    const [, entry = "", error = "", met = "", fixed = ""] = line.split(/(?<!\\)\|/).map((text) => text.trim());
    return /^\d{4}-\d\d-\d\d$/.test(met) && /^`.+`$/.test(entry)
      ? [{ entry: entry.slice(1, -1), error, met, fixed: /^\d/.test(fixed) ? fixed : "" }]
      : [];
  });
}

/**
 * What is known of errors after one more run: new ones are added, those that its entries no longer meet are fixed.
 * Entries that did not get to run say nothing about the errors they met before.
 */
export function withRun(
  known: readonly MetError[],
  results: readonly Pick<ConformanceResult, "entry" | "outcome" | "problems" | "obstacle">[],
  date: string,
): MetError[] {
  const errors = [...known];
  for (const { entry, outcome, problems, obstacle } of results) {
    const messages = [...problems.map(({ message }) => message), ...(obstacle === undefined ? [] : [obstacle])];
    const met = new Set(messages.map(cell));
    const didRun = outcome === "passed" || outcome === "failed";
    errors.forEach((error, index) => {
      if (error.entry !== entry.id) return;
      if (met.delete(error.error)) errors[index] = { ...error, fixed: "" };
      else if (didRun && error.fixed === "") errors[index] = { ...error, fixed: date };
    });
    for (const error of met) errors.push({ entry: entry.id, error, met: date, fixed: "" });
  }
  return errors;
}
