import assert from "node:assert/strict";
import { Engine } from "../../../../src/core/lint/engine.ts";
import { extract, factsFor } from "../../../../src/core/lint/connectors/extract.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { python } from "../../../../src/core/lint/languages/python.ts";
import { Source } from "../../../../src/core/lint/languages/source.ts";
import { Project } from "../../../../src/core/lint/project/project.ts";
import { Evaluator } from "../../../../src/core/lint/resolve/evaluator.ts";
import type { Rule } from "../../../../src/core/lint/rule.ts";
import type { FileReport, LintOptions } from "../../../../src/core/lint/fileReport.ts";
import { nodeGrammarFiles } from "../../../../src/cli/grammarFiles.ts";

export const engine = new Engine(nodeGrammarFiles());

export const identity = { isv: "Acme", product: "Loader", version: "1.2.0" };

/** Takes the indentation of a template literal off its lines. */
export function code(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, "");
  const indent = Math.min(...[...text.matchAll(/^ *(?=\S)/gm)].map(([spaces]) => spaces.length));
  return text.replace(new RegExp(`^ {${indent}}`, "gm"), "").trimEnd() + "\n";
}

export function check(path: string, text: string, options: LintOptions = { identity }): Promise<FileReport> {
  return engine.check(path, text, options);
}

/** How a rule's own samples are checked: a rule that is off by default is on there. */
export function optionsFor({ id, severity, onByDefault }: Rule): LintOptions {
  return { identity, rules: onByDefault === false ? { [id]: severity === "warning" ? "warn" : severity } : {} };
}

/** Findings of files that make up one project, by file. */
export async function checkTogether(
  texts: ReadonlyMap<string, string>,
  options: LintOptions,
): Promise<Map<string, readonly Finding[]>> {
  const project = new Project(engine, {
    read: (path) => Promise.resolve(texts.get(path)),
    list: (folder) => Promise.resolve(namesIn(folder, [...texts.keys()])),
  });
  for (const [path, text] of texts) await project.update(path, text);
  const found = new Map([...texts.keys()].map((path) => [path, project.report(path, options).findings]));
  project.dispose();
  return found;
}

/** What stands in a folder, where these are all files there are. */
function namesIn(folder: string, paths: readonly string[]): string[] {
  const start = folder === "" ? "" : `${folder}/`;
  const below = paths
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length).split("/")[0] ?? "");
  return [...new Set(below)];
}

/** The sites of a Python text of which everything is parsed, as plain data. */
export async function wholeSites(text: string): Promise<unknown> {
  await engine.grammars.load("python");
  const tree = engine.grammars.parse("python", text);
  const evaluator = new Evaluator(new Source(text, tree.rootNode, python));
  const sites: unknown = JSON.parse(JSON.stringify(extract(evaluator, factsFor("python", text)).sites));
  tree.delete();
  return sites;
}

/** Each site in short: `missing`, `set-valid Acme_Loader/1.2.0`. Python is also read without excerpts, to the same end. */
export async function siteTable(path: string, text: string): Promise<string[]> {
  const { sites, parsed } = await check(path, text);
  if (parsed && path.endsWith(".py")) assert.deepEqual(JSON.parse(JSON.stringify(sites)), await wholeSites(text));
  return sites.map(({ userAgent }) =>
    userAgent.value === undefined ? userAgent.status : `${userAgent.status} ${userAgent.value}`,
  );
}
