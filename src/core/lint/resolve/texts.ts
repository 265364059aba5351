import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "../languages/expression.ts";
import type { Arguments, Hole, InstanceValue, OneOf, TextValue, Value } from "./value.ts";
import { knownText, oneOf, unknown } from "./value.ts";

type Format = Extract<Expression, { kind: "format" }>;

/**
 * A literal, a template or a sum. A sum in which nothing is a text is none. Where callers hand in one of several texts,
 * such as the paths of an address, or a function gives one of several, it is one of several as well.
 */
export function joinText(
  node: Node,
  expression: Extract<Expression, { kind: "text" }>,
  evaluate: (part: Node) => Value,
): Value {
  const isTemplate = /string/.test(node.type) || expression.parts.some((part) => typeof part === "string");
  const parts = expression.parts.map((part) =>
    typeof part === "string" ? part : { value: evaluate(part), source: part.text },
  );
  const join = (chosen?: (typeof parts)[number], option?: Value): Value => {
    const found = isTemplate || parts.some((part) => typeof part !== "string" && part.value.kind === "text");
    if (!found) return unknown;
    const all = parts.flatMap((part) => {
      if (typeof part === "string") return part;
      return pieces(part === chosen && option ? option : part.value, part.source);
    });
    return { kind: "text", parts: all, node, plain: expression.plain };
  };
  for (const part of parts) {
    if (typeof part === "string" || part.value.kind !== "oneOf") continue;
    const choices = textChoices(part.value);
    if (choices.length > 0)
      return oneOf(
        choices.map((option) => join(part, option)),
        part.value.by,
      );
  }
  return join();
}

/** The texts that one part of a text may be; none where it may be anything else. An empty one says that there was nothing to put in. */
function textChoices(value: OneOf): readonly Value[] {
  if (value.by === "reassignment" || value.options.some(({ kind }) => kind !== "text")) return [];
  return value.options.filter((option) => knownText(option) !== "");
}

/** What one value contributes to a text. */
function pieces(value: Value, source: string): readonly (string | Hole)[] {
  if (value.kind === "text") return value.parts;
  // `host` that holds `process.env.DATABRICKS_HOST`: the variable says more than the name it was given.
  if (value.kind === "settings") return [{ source: value.node.text }];
  return [/^\d+(?:\.\d+)*$/.test(source) ? source : { source }];
}

/** `separator.join(items)` */
export function joinItems(separator: TextValue, items: readonly Value[]): Value {
  const parts = items.flatMap((item, index) => [...(index > 0 ? separator.parts : []), ...pieces(item, "…")]);
  return { kind: "text", parts, node: separator.node, plain: false };
}

/**
 * `text.split(separator)`, Python's `text.partition(separator)`, which gives the separator between two pieces, and Go's
 * `strings.Cut(text, separator)`, which gives the pieces and whether there are two.
 */
export function splitText(text: TextValue, method: "split" | "partition" | "cut", separator: Value | undefined): Value {
  const [whole, sign] = [knownText(text), separator && knownText(separator)];
  if (whole === undefined || !sign) return unknown;
  const at = whole.indexOf(sign);
  const inTwo = at < 0 ? [whole, "", ""] : [whole.slice(0, at), sign, whole.slice(at + sign.length)];
  const [before = "", , after = ""] = inTwo;
  const pieces = { split: whole.split(sign), partition: inTwo, cut: [before, after, String(at >= 0)] }[method];
  return {
    kind: "list",
    items: pieces.map((piece) => ({ kind: "text", parts: [piece], node: text.node, plain: false })),
  };
}

/** Fills `%s`, `%v`, `%(name)s`, `{}`, `{0}` and `{name}`. */
export function fillTemplate(
  node: Node,
  { style, args: { positional } }: Format,
  template: Value,
  args: Arguments,
): Value {
  if (template.kind !== "text") return unknown;
  const pattern =
    style === "percent" ? /%(?:\((\w+)\))?[-+ #0-9.]*([sdrv%])/g : /\{\{|\}\}|\{(\w*)(?:![a-z])?(?::[^}]*)?\}/g;
  let next = 0;
  const parts = template.parts.flatMap((part): (string | Hole)[] => {
    if (typeof part !== "string") return [part];
    const filled: (string | Hole)[] = [];
    let end = 0;
    for (const match of part.matchAll(pattern)) {
      filled.push(part.slice(end, match.index));
      end = match.index + match[0].length;
      if (match[0] === "{{" || match[0] === "}}" || match[2] === "%") filled.push(match[0].slice(0, 1));
      else {
        const key = match[1] ?? "";
        const isName = key !== "" && !/^\d+$/.test(key);
        const index = isName ? -1 : key === "" ? next++ : Number(key);
        const value = isName ? args.named.entries.get(key)?.value : args.positional[index]?.value;
        filled.push(...pieces(value ?? unknown, positional[index]?.text ?? (key === "" ? "…" : key)));
      }
    }
    return [...filled, part.slice(end)];
  });
  return { kind: "text", parts: parts.filter((part) => part !== ""), node, plain: false };
}

/** `new URL(path, base)` is taken for a text: whatever is done with it reads it as one. */
export function joinUrl(node: Node, address: Value | undefined, base: Value | undefined): Value {
  if (address?.kind !== "text") return unknown;
  const [first] = address.parts;
  const isWhole = typeof first === "string" ? /^[a-z]+:\/\//i.test(first) : base === undefined;
  if (isWhole || base === undefined) return address;
  const host = pieces(base, "base");
  const path = address.parts.map((part, index) => (index === 0 && typeof part === "string" ? `/${part}` : part));
  const parts: (string | Hole)[] = [...host, ...path].filter((part) => part !== "");
  const last = host.at(-1);
  if (typeof last === "string") parts[host.length - 1] = last.replace(/(?<=:\/\/[^/]+)\/.*$/, "");
  const [start] = path;
  if (typeof start === "string") parts[host.length] = start.replace(/^\/+/, "/");
  return { kind: "text", parts, node, plain: false };
}

export function trimmed(text: TextValue): Value {
  return cutEnds(
    text,
    (start) => start.trimStart(),
    (end) => end.trimEnd(),
  );
}

/** Methods by which code tidies the ends of a text, an address for the most part. */
const endMethods =
  /^(?:[lr]?strip|[tT]rim(?:End|Start|Right|Left|Suffix|Prefix)?|remove(?:suffix|prefix|Suffix|Prefix))$/;

/** Whether a method gives the same text in another shape, so that one from the environment is still from there. */
export function isTextMethod(name: string): boolean {
  return (
    endMethods.test(name) ||
    /^(?:replace(?:All|First)?|Replace|lower|toLowerCase|ToLower|toString|ToString)$/.test(name)
  );
}

/** The text without spaces, or without these signs, at its ends. Undefined for other methods. */
export function withTidyEnds(text: TextValue, name: string, signs: Value | undefined): Value | undefined {
  if (!endMethods.test(name)) return undefined;
  if (!signs) return trimmed(text);
  const sign = knownText(signs);
  if (sign === undefined || sign === "") return unknown;
  const isStartOnly = /^l|Start|Left|prefix|Prefix/.test(name);
  const isEndOnly = /^r(?!emovep)|End|Right|suffix|Suffix/.test(name);
  return cutEnds(
    text,
    (start) => (isEndOnly || !start.startsWith(sign) ? start : start.slice(sign.length)),
    (end) => (isStartOnly || !end.endsWith(sign) ? end : end.slice(0, -sign.length)),
  );
}

function cutEnds(text: TextValue, cutStart: (part: string) => string, cutEnd: (part: string) => string): TextValue {
  const parts = [...text.parts];
  const [first] = parts;
  if (typeof first === "string") parts[0] = cutStart(first);
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = cutEnd(last);
  return { ...text, parts, plain: false };
}

/** What a `StringBuilder` holds, of what it was made with and all that was appended. Undefined for other objects, and where it is not seen. */
export function builtText({ origin, args, deeds }: InstanceValue, node: Node): Value | undefined {
  if (!/(?:^|[.:])String(?:Builder|Buffer)$/.test(origin)) return undefined;
  const [start] = args.positional;
  const parts = start ? [...pieces(start.value, "…")] : [];
  for (const { name, path, args: added, optional } of deeds) {
    if (path.length === 0 && /^(?:[tT]oString|[lL]ength|isEmpty)$/.test(name)) continue;
    const [item] = added.positional;
    if (!/^[aA]ppend$/.test(name) || path.length > 0 || optional || !item) return undefined;
    parts.push(...pieces(item.value, "…"));
  }
  return { kind: "text", parts, node, plain: false };
}
