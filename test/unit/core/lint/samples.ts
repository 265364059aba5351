import { Engine } from "../../../../src/core/lint/engine.ts";
import type { FileReport, LintOptions } from "../../../../src/core/lint/engine.ts";
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

/** Each site in short: `missing`, `set-valid Acme_Loader/1.2.0`. */
export async function siteTable(path: string, text: string): Promise<string[]> {
  const { sites } = await check(path, text);
  return sites.map(({ userAgent }) =>
    userAgent.value === undefined ? userAgent.status : `${userAgent.status} ${userAgent.value}`,
  );
}
