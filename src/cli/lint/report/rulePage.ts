import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../../packageFolder.ts";

/** What a rule's page says below its head. */
export interface RulePage {
  /** All of it, as Markdown. */
  readonly markdown: string;
  /** The text of its section “Why”. */
  readonly why: string;
}

/** The page of `docs/rules`, which ships with the program. Undefined where it does not. */
export function rulePage(id: string): RulePage | undefined {
  const folder = packageFolder();
  if (folder === undefined) return undefined;
  let page: string;
  try {
    page = readFileSync(join(folder, "docs", "rules", `${id}.md`), "utf8");
  } catch {
    return undefined;
  }
  const markdown = page.slice(Math.max(0, page.search(/^## /m))).trim();
  const why = /^## Why\s+(?<text>[\s\S]+?)\s*(?=^## |(?![\s\S]))/m.exec(markdown)?.groups?.["text"] ?? "";
  return { markdown, why };
}
