import type { TextRange } from "../../base/text.ts";

/** An element of an XML text. Names are without their namespace prefix. */
export interface XmlElement extends TextRange {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly range: TextRange }>;
  readonly children: XmlElement[];
  /** Text directly inside, trimmed; comments left out. */
  text: string;
  /** Of that text. */
  textRange: TextRange;
}

const token =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[([^]*?)(?:\]\]>|$)|<[?!][^>]*>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The elements of a build file, enough for `pom.xml` and `.csproj`: an element that is never closed ends with its parent. */
export function parseXml(text: string): XmlElement {
  const root = element("", 0, "", 0);
  const open = [root];
  let textStart = 0;
  for (const match of text.matchAll(token)) {
    const current = open.at(-1) ?? root;
    addText(current, text.slice(textStart, match.index), textStart);
    textStart = match.index + match[0].length;
    const [whole, data, closed, opened, attributes = "", isEmpty] = match;
    if (data !== undefined) addText(current, data, match.index + "<![CDATA[".length);
    else if (opened !== undefined) {
      const child = element(localName(opened), match.index, attributes, match.index + 1 + opened.length);
      child.end = textStart;
      current.children.push(child);
      if (isEmpty === "") open.push(child);
    } else if (closed !== undefined) close(open, localName(closed), match.index + whole.length);
  }
  return root;
}

/** Children of a name, also through several levels: `find(project, "dependencies", "dependency")`. */
export function find(parent: XmlElement, ...names: readonly string[]): XmlElement[] {
  const [name, ...rest] = names;
  const found = parent.children.filter((child) => child.name === name);
  return rest.length === 0 ? found : found.flatMap((child) => find(child, ...rest));
}

/** Every element below, in file order. */
export function* descendants(parent: XmlElement): Generator<XmlElement> {
  for (const child of parent.children) {
    yield child;
    yield* descendants(child);
  }
}

function element(
  name: string,
  start: number,
  attributes: string,
  attributesStart: number,
): XmlElement & { end: number } {
  const found = new Map<string, { value: string; range: TextRange }>();
  for (const match of attributes.matchAll(attribute)) {
    const raw = match[2] ?? match[3] ?? "";
    const end = attributesStart + match.index + match[0].length - 1;
    found.set(match[1] ?? "", { value: decode(raw), range: { start: end - raw.length, end } });
  }
  return { name, start, end: start, attributes: found, children: [], text: "", textRange: { start, end: start } };
}

function addText(target: XmlElement, raw: string, start: number): void {
  const trimmed = raw.trim();
  if (trimmed === "") return;
  const from = start + raw.indexOf(trimmed);
  if (target.text === "") target.textRange = { start: from, end: from + trimmed.length };
  target.text += decode(trimmed);
}

/** Closes the innermost open element of that name, and with it those that were left open inside. */
function close(open: (XmlElement & { end: number })[], name: string, end: number): void {
  const index = open.findLastIndex((candidate) => candidate.name === name);
  if (index < 1) return;
  for (const done of open.splice(index)) done.end = end;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decode(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
