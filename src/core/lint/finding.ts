import type { TextEdit, TextRange } from "../base/text.ts";

export type Severity = "error" | "warning" | "info";

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Meaning stays the same but for what the rule asks for, so that it may be applied without looking. */
  readonly safe: boolean;
}

/** Something a rule found. Offsets are UTF-16. */
export interface Finding extends TextRange {
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  readonly fix?: Fix;
  /** There would be a fix if the project's identity were known. */
  readonly needsIdentity?: true;
}

export const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
