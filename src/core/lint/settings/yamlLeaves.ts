import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Node, Scalar } from "yaml";
import type { TextRange } from "../../base/text.ts";
import type { Leaf } from "./leaf.ts";
import { leafLimit } from "./leaf.ts";

/**
 * The values of every document of a YAML text, aliases and merge keys resolved; each stands where it is written. Broken
 * YAML gives what the parser could read. Template languages inside YAML are no YAML: their files give what is left of them.
 */
export function yamlLeaves(text: string): Leaf[][] {
  // To look for keys that stand twice, each is compared with all others.
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const reader = new YamlReader(document);
    reader.read(document.contents, [], undefined, 0);
    return reader.leaves;
  });
}

class YamlReader {
  readonly leaves: Leaf[] = [];
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  read(value: unknown, path: readonly string[], keyRange: TextRange | undefined, depth: number): void {
    const node = this.#resolve(value);
    if (depth > 60 || this.leaves.length >= leafLimit) return;
    if (isMap(node) && node.items.length > 0) this.#readMap(node, path, depth);
    else if (isSeq(node) && node.items.length > 0) {
      node.items.forEach((item, index) => {
        this.read(item, [...path, String(index)], undefined, depth + 1);
      });
    } else this.#leaf(node, path, keyRange);
  }

  #readMap(map: Node, path: readonly string[], depth: number): void {
    const seen = new Set<string>();
    for (const { key, keyRange, value } of this.#pairs(map, depth)) {
      if (seen.has(key)) continue;
      seen.add(key);
      this.read(value, [...path, key], keyRange, depth + 1);
    }
  }

  /** Own keys first, so that they win over merged ones. */
  #pairs(map: Node | undefined, depth: number): { key: string; keyRange: TextRange; value: unknown }[] {
    if (!isMap(map) || depth > 60) return [];
    const own: { key: string; keyRange: TextRange; value: unknown }[] = [];
    const merged: typeof own = [];
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = String(pair.key.value);
      if (key === "<<") {
        const source = this.#resolve(pair.value);
        for (const item of isSeq(source) ? source.items : [source])
          merged.push(...this.#pairs(this.#resolve(item), depth + 1));
      } else own.push({ key, keyRange: scalarRange(pair.key), value: pair.value });
    }
    return [...own, ...merged];
  }

  #leaf(node: Node | undefined, path: readonly string[], keyRange: TextRange | undefined): void {
    const value = isScalar(node) ? scalarText(node) : "";
    const range = isScalar(node)
      ? scalarRange(node)
      : node?.range
        ? { start: node.range[0], end: node.range[1] }
        : undefined;
    const valueRange = range ?? keyRange;
    if (valueRange && path.length > 0) this.leaves.push({ path, value, keyRange: keyRange ?? valueRange, valueRange });
  }

  #resolve(value: unknown): Node | undefined {
    if (isAlias(value)) {
      return this.#resolve(value.resolve(this.#document));
    }
    return isMap(value) || isSeq(value) || isScalar(value) ? value : undefined;
  }
}

/** As written, so that `1.10` and `on` keep their look. */
function scalarText(node: Scalar): string {
  if (typeof node.value === "string") return node.value;
  if (node.value === null || node.value === undefined) return "";
  return node.source ?? JSON.stringify(node.value);
}

/** Between the quotes, where there are any. */
function scalarRange(node: Scalar): TextRange {
  const [start = 0, end = 0] = node.range ?? [];
  const quotes = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE" ? 1 : 0;
  return { start: start + quotes, end: Math.max(start + quotes, end - quotes) };
}
