import type { TextRange } from "../base/text.ts";
import type { Identity } from "../identity/identity.ts";
import type { EnvironmentBlock } from "./environment/block.ts";
import type { Fix, Severity } from "./finding.ts";
import type { Site } from "./sites.ts";

/** What a rule may see of the project, and how it reports. */
export interface RuleContext {
  readonly identity: Identity | undefined;
  /** One-based line of an offset, for messages that name another line. */
  readonly line: (offset: number) => number;
  report(range: TextRange, message: string, extra?: { readonly fix?: Fix; readonly needsIdentity?: true }): void;
}

/** One rule: its facts, and what it says to a client site or a block of environment variables. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence for lists and the head of the rule's page. */
  readonly summary: string;
  readonly files: readonly string[];
  /** Whether there is a fix, and whether it may be applied unseen. */
  readonly fix: "safe" | "suggestion" | "none";
  checkSite?(site: Site, context: RuleContext): void;
  checkEnvironment?(block: EnvironmentBlock, context: RuleContext): void;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
