import type { TextRange } from "../../../base/text.ts";
import type { FileModel } from "../../model.ts";
import { findMatches } from "../../patterns/findMatches.ts";
import { rules } from "../../registry.ts";
import type { SiteOption, SiteOptions, UserAgent, UserAgentText } from "../../sites.ts";
import type { Notebook } from "./notebook.ts";

/** What the Python of a notebook holds, at its places in the file; and what patterns find in outputs and other cells. */
export function notebookModel(base: FileModel, notebook: Notebook, code: Partial<FileModel>): FileModel {
  const at = (range: TextRange): TextRange => notebook.toRange(range);
  const text = (value: UserAgentText): UserAgentText => {
    const content = value.content && at(value.content);
    return { ...value, range: at(value.range), ...(content ? { content } : {}) };
  };
  const userAgent = ({ insert, ...agent }: UserAgent): UserAgent => {
    const { definedAt, deprecated } = agent;
    return {
      ...agent,
      values: agent.values.map(text),
      ...(definedAt && definedAt.path === undefined ? { definedAt: at(definedAt) } : {}),
      ...(deprecated ? { deprecated: { ...deprecated, range: at(deprecated.range) } } : {}),
      ...(insert && notebook.toEdits(insert("A_B/1"))
        ? { insert: (value) => notebook.toEdits(insert(value)) ?? [] }
        : {}),
    };
  };
  const moved = <T extends { readonly range: TextRange; readonly options: SiteOptions }>(item: T): T => ({
    ...item,
    range: at(item.range),
    options: new MovedOptions(item.options, at),
  });
  const outside = findMatches(rules, notebook.rest, () => ({ place: "data" }));
  const inside = (code.matches ?? []).map(({ literal, ...match }) => ({
    ...match,
    ...at(match),
    ...(literal ? { literal: at(literal) } : {}),
  }));
  return {
    ...base,
    sites: (code.sites ?? []).map((site) => ({ ...moved(site), userAgent: userAgent(site.userAgent) })),
    tags: (code.tags ?? []).map((tag) => ({ ...moved(tag), values: tag.values.map(text) })),
    uses: (code.uses ?? []).map(moved),
    unseen: code.unseen && { ...code.unseen, first: at(code.unseen.first) },
    matches: [...inside, ...outside].sort((a, b) => a.start - b.start),
    ignores: (code.ignores ?? []).map((comment) => ({
      rules: comment.rules.map(({ id, range }) => ({ id, range: at(range) })),
      line: lineOf(base, notebook, code, comment.line),
      removal: at(comment.removal),
    })),
  };
}

/** The line of the file on which a line of the code begins. */
function lineOf(base: FileModel, notebook: Notebook, code: Partial<FileModel>, line: number): number {
  const start = code.lines?.lineStart(line) ?? 0;
  return base.lines.positionAt(notebook.toRange({ start, end: start + 1 }).start).line;
}

class MovedOptions implements SiteOptions {
  readonly names: readonly string[];
  readonly open: boolean;
  readonly #options: SiteOptions;
  readonly #at: (range: TextRange) => TextRange;

  constructor(options: SiteOptions, at: (range: TextRange) => TextRange) {
    this.names = options.names;
    this.open = options.open;
    this.#options = options;
    this.#at = at;
  }

  get(name: string): SiteOption | undefined {
    const option = this.#options.get(name);
    if (!option) return undefined;
    const { range, value } = option;
    return { ...option, ...(range ? { range: this.#at(range) } : {}), ...(value ? { value: this.#at(value) } : {}) };
  }

  has(name: string): boolean {
    return this.#options.has(name);
  }
}
