import type { Node } from "@vscode/tree-sitter-wasm";
import { Called, noArgs } from "./expression.ts";
import type { Args, Expression, ObjectEntry } from "./expression.ts";
import { kindOf } from "./pythonKinds.ts";
import { pythonText } from "./pythonText.ts";
import { field, parts } from "./source.ts";

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string":
    case "concatenated_string":
      return pythonText(node);
    case "none":
      return { kind: "null" };
    case "true":
    case "false":
    case "integer":
    case "float":
      return { kind: "constant" };
    case "identifier":
      return { kind: "name", name: node.text };
    case "attribute":
      return both(node, "object", "attribute", (object, name) => ({ kind: "member", object, name: name.text }));
    case "subscript":
      return both(node, "value", "subscript", (object, key) => ({ kind: "index", object, key }));
    case "call":
      return both(node, "function", "arguments", call);
    case "dictionary":
      return { kind: "object", entries: parts(node).map(entry) };
    case "dictionary_comprehension":
      return { kind: "object", entries: [filtered(node) ?? { kind: "computed" }] };
    case "conditional_expression": {
      const [then, , otherwise] = parts(node);
      return then && otherwise ? { kind: "branch", options: [then, otherwise] } : { kind: "opaque" };
    }
    case "boolean_operator":
      return both(node, "left", "right", (first, second) =>
        field(node, "operator")?.type === "or"
          ? { kind: "fallback", first, second }
          : { kind: "branch", options: [first, second] },
      );
    case "list":
    case "tuple":
    case "expression_list":
      return { kind: "list", items: parts(node) };
    case "binary_operator":
      return both(node, "left", "right", (left, right) => operator(field(node, "operator")?.type, left, right));
    case "parenthesized_expression":
    case "await":
      return same(parts(node)[0]);
    case "named_expression":
      return same(field(node, "value"));
    case "as_pattern":
      return same(parts(node)[0]);
    case "lambda":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

function both(node: Node, first: string, second: string, make: (first: Node, second: Node) => Expression): Expression {
  const [a, b] = [field(node, first), field(node, second)];
  return a && b ? make(a, b) : { kind: "opaque" };
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function operator(sign: string | undefined, left: Node, right: Node): Expression {
  if (sign === "+") return { kind: "text", parts: [left, right], plain: false };
  if (sign === "|") return { kind: "union", left, right };
  if (sign !== "%") return { kind: "opaque" };
  const list = kindOf(right) === "tuple" ? parts(right) : [right];
  const entries = kindOf(right) === "dictionary" ? parts(right).map(entry) : [];
  const named = entries.flatMap((item) =>
    item.kind === "entry" ? [{ name: item.key, value: item.value, node: item.node }] : [],
  );
  return {
    kind: "format",
    style: "percent",
    template: left,
    args: { ...noArgs, positional: named.length > 0 ? [] : list, named },
  };
}

function call(callee: Node, list: Node): Expression {
  const object =
    kindOf(callee) === "attribute" && field(callee, "attribute")?.text === "format"
      ? field(callee, "object")
      : undefined;
  if (object) return { kind: "format", style: "braces", template: object, args: readArgs(list) };
  return new Called(callee, () => readArgs(list));
}

export function readArgs(list: Node): Args {
  const positional: Node[] = [];
  const named: { name: string; value: Node; node: Node }[] = [];
  const spreads: Node[] = [];
  let open = kindOf(list) !== "argument_list";
  for (const item of open ? [] : parts(list)) {
    switch (kindOf(item)) {
      case "list_splat":
        open = true;
        break;
      case "dictionary_splat":
        spreads.push(...parts(item).slice(0, 1));
        break;
      case "keyword_argument": {
        const [name, value] = [field(item, "name"), field(item, "value")];
        if (name && value) named.push({ name: name.text, value, node: item });
        break;
      }
      default:
        if (!open) positional.push(item);
    }
  }
  return { positional, named, spreads, open };
}

function entry(item: Node): ObjectEntry {
  if (kindOf(item) === "dictionary_splat") {
    const [value] = parts(item);
    return value ? { kind: "spread", value } : { kind: "computed" };
  }
  const [key, value] = [field(item, "key"), field(item, "value")];
  const name = key && plainText(key);
  return name !== undefined && value ? { kind: "entry", key: name, value, node: item } : { kind: "computed" };
}

/** `{k: v for k, v in options.items() if v is not None}`: the same entries, without those that are nothing. */
function filtered(comprehension: Node): ObjectEntry | undefined {
  const [pair, clause, condition, ...more] = parts(comprehension);
  if (!pair || !clause || more.length > 0) return undefined;
  const [names, items] = [field(clause, "left"), field(clause, "right")];
  const [key, value] = [field(pair, "key")?.text, field(pair, "value")?.text];
  const callee = items && field(items, "function");
  const source = callee && field(callee, "attribute")?.text === "items" ? field(callee, "object") : undefined;
  if (!source || names?.text.replace(/[()\s]/g, "") !== `${key},${value}`) return undefined;
  // A condition on the keys may leave out any of them.
  if (condition && new RegExp(String.raw`\b${key}\b`).test(condition.text)) return undefined;
  return { kind: "spread", value: source };
}

export function plainText(node: Node): string | undefined {
  const text = expression(node);
  return text.kind === "text" && text.plain && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
}
