import type { TextRange } from "../../base/text.ts";
import type { Leaf } from "./leaf.ts";

/**
 * The values of a TOML text, by the parts of https://toml.io/en/v1.0.0 that manifests use: tables, arrays of tables, dotted and quoted
 * keys, strings of all four kinds, lists, inline tables. A line that is no TOML is passed over.
 */
export function tomlLeaves(text: string): Leaf[] {
  return new TomlReader(text).read();
}

const header = /\[\[?([^\]\n]+)\]\]?/y;
const key = /[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+))[ \t]*/y;
const blank = /(?:\s|#[^\n]*)*/y;
const bare = /[^\s,\]}#][^,\]}#\n]*/y;
const strings = [
  { expression: /"""\r?\n?([^]*?)"""/y, quote: 3 },
  { expression: /'''\r?\n?([^]*?)'''/y, quote: 3 },
  { expression: /"((?:[^"\\\n]|\\.)*)"/y, quote: 1 },
  { expression: /'([^'\n]*)'/y, quote: 1 },
];

class TomlReader {
  readonly #text: string;
  readonly #leaves: Leaf[] = [];
  readonly #counts = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Leaf[] {
    let table: readonly string[] = [];
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#text[this.#at] === "[") table = this.#header() ?? table;
      else if (!this.#pair(table)) this.#skipLine();
    }
    return this.#leaves;
  }

  #header(): readonly string[] | undefined {
    const match = this.#match(header);
    const path = match?.[1] === undefined ? [] : splitKey(match[1]);
    this.#skipLine();
    if (path.length === 0) return undefined;
    if (!match?.[0].startsWith("[[")) return path;
    const name = path.join(".");
    const count = this.#counts.get(name) ?? 0;
    this.#counts.set(name, count + 1);
    return [...path, String(count)];
  }

  #pair(table: readonly string[]): boolean {
    const path = [...table];
    let keyRange: TextRange | undefined;
    do {
      const from = this.#at;
      const match = this.#match(key);
      if (!match) return false;
      const name = match[1] ?? match[2] ?? match[3] ?? "";
      path.push(name);
      const start = from + match[0].indexOf(name);
      keyRange = { start, end: start + name.length };
    } while (this.#take("."));
    if (!this.#take("=")) return false;
    this.#skip();
    return this.#value(path, keyRange);
  }

  #value(path: readonly string[], keyRange: TextRange | undefined): boolean {
    const from = this.#at;
    if (this.#take("[")) return this.#list(path);
    if (this.#take("{")) return this.#inlineTable(path);
    for (const { expression, quote } of strings) {
      const match = this.#match(expression);
      if (!match) continue;
      const end = this.#at - quote;
      const value = match[1] ?? "";
      this.#add(path, value, keyRange, { start: end - value.length, end });
      return true;
    }
    const value = this.#match(bare)?.[0].trimEnd();
    if (value === undefined) return false;
    this.#add(path, value, keyRange, { start: from, end: from + value.length });
    return true;
  }

  #list(path: readonly string[]): boolean {
    for (let index = 0; ; index++) {
      this.#skip();
      if (this.#take("]")) return true;
      if (!this.#value([...path, String(index)], undefined)) return false;
      this.#skip();
      this.#take(",");
    }
  }

  #inlineTable(path: readonly string[]): boolean {
    for (;;) {
      this.#skip();
      if (this.#take("}")) return true;
      if (!this.#pair(path)) return false;
      this.#skip();
      this.#take(",");
    }
  }

  #add(path: readonly string[], value: string, keyRange: TextRange | undefined, valueRange: TextRange): void {
    this.#leaves.push({ path, value, keyRange: keyRange ?? valueRange, valueRange });
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #take(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #skip(): void {
    this.#match(blank);
  }

  #skipLine(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }
}

/** `tool.poetry."a.b"` as its keys. */
function splitKey(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
