import type { TextRange } from "../base/text.ts";
import type { Identity } from "../identity/identity.ts";
import type { Dependency } from "./dependencies/dependency.ts";
import type { EnvironmentBlock } from "./environment/block.ts";
import type { Fix, Severity } from "./finding.ts";
import type { FileModel, PatternMatch } from "./model.ts";
import type { ProjectFacts } from "./project/facts.ts";
import type { SettingsSection } from "./settings/section.ts";
import type { ApiUse, GlobalTag, Site } from "./sites.ts";

export interface ReportExtra {
  readonly fix?: Fix;
  readonly needsIdentity?: true;
  /** Here the rule is less sure than usual. */
  readonly isUnsure?: true;
}

/** What a rule may see of the project, and how it reports. */
export interface RuleContext {
  readonly identity: Identity | undefined;
  /** The whole file, for a rule that compares its parts. */
  readonly file: FileModel;
  /** What other files of the project say. */
  readonly project: ProjectFacts;
  /** One-based line of an offset, for messages that name another line. */
  readonly line: (offset: number) => number;
  report(range: TextRange, message: string, extra?: ReportExtra): void;
}

/** A regular expression that is searched for in every file of some kinds, outside comments and documentation. */
export interface RulePattern {
  /** Global flag set. Named groups come back in the match. */
  readonly expression: RegExp;
  /** A file without one of these (case-sensitive) is not searched. */
  readonly words: readonly string[];
  /** A look at the text alone. To ask where a match stands may mean to parse its statement, which common words are not worth. */
  isWorthwhile?(match: RegExpExecArray): boolean;
}

/** One rule: its facts, and what it says to a client site, a block of environment variables, ... */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** Severity of what it is unsure of. What settings say of the rule wins over both. */
  readonly unsureSeverity?: Severity;
  /** False for rules that guess: they run only where a setting turns them on. */
  readonly onByDefault?: false;
  /** One sentence for lists and the head of the rule's page. */
  readonly summary: string;
  readonly files: readonly string[];
  /** Whether there is a fix, and whether it may be applied unseen. */
  readonly fix: "safe" | "suggestion" | "none";
  readonly pattern?: RulePattern;
  checkSite?(site: Site, context: RuleContext): void;
  checkTag?(tag: GlobalTag, context: RuleContext): void;
  checkUse?(use: ApiUse, context: RuleContext): void;
  checkEnvironment?(block: EnvironmentBlock, context: RuleContext): void;
  checkSettings?(section: SettingsSection, context: RuleContext): void;
  checkDependency?(dependency: Dependency, context: RuleContext): void;
  checkMatch?(match: PatternMatch, context: RuleContext): void;
  /** Runs once for each file that has anything in it. */
  checkFile?(file: FileModel, context: RuleContext): void;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
