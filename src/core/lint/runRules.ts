import type { LintOptions } from "./fileReport.ts";
import type { Finding, Severity } from "./finding.ts";
import type { FileModel } from "./model.ts";
import type { ProjectFacts } from "./project/facts.ts";
import { rules } from "./registry.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { unusedIgnore } from "./rules/unused-ignore.ts";

/** Runs every rule that is on over a file, applies its ignore comments, and reports those that ignored nothing. */
export function runRules(
  model: FileModel,
  project: ProjectFacts,
  options: LintOptions,
): { readonly findings: readonly Finding[]; readonly ignored: readonly Finding[] } {
  const found = rules.flatMap((rule) => runRule(rule, model, project, options));
  const used = new Set<string>();
  const ignored: Finding[] = [];
  const kept = unique(found).filter((finding) => {
    const { line } = model.lines.positionAt(finding.start);
    const comment = model.ignores.find(
      (ignore) => ignore.line === line && ignore.rules.some(({ id }) => id === finding.rule),
    );
    if (!comment) return true;
    used.add(`${comment.line} ${finding.rule}`);
    ignored.push(finding);
    return false;
  });
  const all = [...kept, ...unused(model, options, used)];
  const findings = all.sort((a, b) => a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule));
  return { findings, ignored };
}

function runRule(rule: Rule, model: FileModel, project: ProjectFacts, options: LintOptions): Finding[] {
  const severity = severityOf(rule, options);
  if (severity === undefined) return [];
  const isSet = options.rules?.[rule.id] !== undefined;
  const findings: Finding[] = [];
  const context: RuleContext = {
    identity: options.identity,
    file: model,
    project,
    line: (offset) => model.lines.positionAt(offset).line + 1,
    report: ({ start, end }, message, { isUnsure, ...extra } = {}) => {
      const own = isUnsure && !isSet ? (rule.unsureSeverity ?? severity) : severity;
      findings.push({ rule: rule.id, severity: own, message, start, end, ...extra });
    },
  };
  for (const site of model.sites) rule.checkSite?.(site, context);
  for (const tag of model.tags) rule.checkTag?.(tag, context);
  for (const use of model.uses) rule.checkUse?.(use, context);
  for (const block of model.environments) rule.checkEnvironment?.(block, context);
  for (const section of model.settings) rule.checkSettings?.(section, context);
  for (const dependency of model.dependencies) rule.checkDependency?.(dependency, context);
  for (const match of model.matches) if (match.rule === rule.id) rule.checkMatch?.(match, context);
  rule.checkFile?.(model, context);
  return findings;
}

/** What a rule's findings count as, or undefined when it is off. */
function severityOf(rule: Rule, { rules: settings = {} }: LintOptions): Severity | undefined {
  const setting = settings[rule.id];
  if (setting === undefined) return rule.onByDefault === false ? undefined : rule.severity;
  return setting === "off" ? undefined : setting === "warn" ? "warning" : setting;
}

/** One constant may serve several calls: what is wrong with it is said once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.start} ${finding.end}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

function unused(model: FileModel, options: LintOptions, used: ReadonlySet<string>): Finding[] {
  const severity = severityOf(unusedIgnore, options);
  if (severity === undefined) return [];
  return model.ignores.flatMap((comment) =>
    comment.rules.flatMap(({ id, range }): Finding[] => {
      const rule = rules.find((candidate) => candidate.id === id);
      if (used.has(`${comment.line} ${id}`) || (rule && severityOf(rule, options) === undefined)) return [];
      const message = rule
        ? `Nothing on line ${comment.line + 1} breaks \`${id}\`, so this comment ignores nothing. Remove it.`
        : `There is no rule \`${id}\`, so this comment ignores nothing. \`pwaf lint --list-rules\` shows the rules there are.`;
      const isWhole = comment.rules.length === 1;
      const fix = { title: "Remove the comment", edits: [{ ...comment.removal, text: "" }], safe: rule !== undefined };
      return [{ rule: unusedIgnore.id, severity, message, ...range, ...(isWhole ? { fix } : {}) }];
    }),
  );
}
