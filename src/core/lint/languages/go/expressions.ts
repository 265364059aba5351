import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression, ObjectEntry } from "../expression.ts";
import { noArgs } from "../expression.ts";
import { field, parts } from "../source.ts";
import { kindOf } from "./kinds.ts";
import { goText } from "./text.ts";

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "interpreted_string_literal":
    case "raw_string_literal":
      return goText(node);
    case "nil":
      return { kind: "null" };
    case "true":
    case "false":
    case "int_literal":
    case "float_literal":
      return { kind: "constant" };
    case "identifier":
    case "type_identifier":
    case "package_identifier":
      return { kind: "name", name: node.text };
    case "selector_expression":
      return member(field(node, "operand"), field(node, "field"));
    case "qualified_type":
      return member(field(node, "package"), field(node, "name"));
    case "index_expression": {
      const [object, key] = [field(node, "operand"), field(node, "index")];
      return object && key ? { kind: "index", object, key } : { kind: "opaque" };
    }
    case "call_expression":
      return call(node);
    case "composite_literal":
      return composite(node);
    case "slice_type":
      return { kind: "list", items: [] };
    case "binary_expression":
    case "assignment_statement": {
      const [left, right] = ["left", "right"].map((name) => onlyExpression(field(node, name)));
      return left && right && /^\+=?$/.test(field(node, "operator")?.type ?? "")
        ? { kind: "text", parts: [left, right], plain: false }
        : { kind: "opaque" };
    }
    case "unary_expression":
      return /^[&*]$/.test(field(node, "operator")?.type ?? "") ? same(field(node, "operand")) : { kind: "opaque" };
    case "parenthesized_expression":
    case "literal_element":
    case "pointer_type":
    case "variadic_argument":
      return same(parts(node)[0]);
    case "type_assertion_expression":
      return same(field(node, "operand"));
    case "type_conversion_expression":
      return same(field(node, "operand"));
    case "generic_type":
      return same(field(node, "type"));
    case "func_literal":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

/** An assignment's sides are lists; `a += b` has one on each. */
function onlyExpression(side: Node | undefined): Node | undefined {
  return side && kindOf(side) === "expression_list" ? parts(side)[0] : side;
}

function member(object: Node | undefined, name: Node | undefined): Expression {
  return object && name ? { kind: "member", object, name: name.text } : { kind: "opaque" };
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function call(node: Node): Expression {
  const [callee, list] = [field(node, "function"), field(node, "arguments")];
  if (!callee || !list) return { kind: "opaque" };
  const args = readArgs(list);
  const [first] = args.positional;
  if (first) {
    switch (callee.text) {
      case "fmt.Sprintf":
        return {
          kind: "format",
          style: "percent",
          template: first,
          args: { ...args, positional: args.positional.slice(1) },
        };
      case "string":
        return same(first);
      case "new":
        return { kind: "call", callee: first, args: noArgs, isNew: true };
      case "make":
        return kindOf(first) === "map_type" ? { kind: "object", entries: [] } : { kind: "list", items: [] };
    }
  }
  return { kind: "call", callee, args, isNew: false };
}

/** `f(a, options...)`: what is spread are positions that a list gives. */
export function readArgs(list: Node): Args {
  const items = parts(list);
  const spread = items.find((item) => kindOf(item) === "variadic_argument");
  const rest = spread && parts(spread)[0];
  return {
    ...noArgs,
    positional: items.filter((item) => kindOf(item) !== "variadic_argument"),
    ...(rest ? { rest } : {}),
    open: spread !== undefined,
  };
}

/** `T{A: x}` makes an object of a class, `map[string]string{"a": x}` one of keys, `[]T{x}` a list. */
function composite(node: Node): Expression {
  const [type, body] = [field(node, "type"), field(node, "body")];
  if (!type || !body) return { kind: "opaque" };
  const items = parts(body);
  switch (kindOf(type)) {
    case "map_type":
      return { kind: "object", entries: items.map(entry) };
    case "slice_type":
    case "array_type":
    case "implicit_length_array_type":
      return { kind: "list", items: items.map(valueOf) };
    case "qualified_type":
    case "type_identifier":
    case "generic_type": {
      const entries = items.map(entry);
      const named = entries.flatMap((item) =>
        item.kind === "entry" ? [{ name: item.key, value: item.value, node: item.node }] : [],
      );
      return { kind: "call", callee: type, args: { ...noArgs, named, open: named.length < items.length }, isNew: true };
    }
    default:
      return { kind: "opaque" };
  }
}

function entry(item: Node): ObjectEntry {
  const [key, value] = [field(item, "key"), field(item, "value")];
  const name = key && keyName(key);
  return name !== undefined && value
    ? { kind: "entry", key: name, value: onlyItem(valueOf(value)), node: item }
    : { kind: "computed" };
}

/** Name of a struct's field or text of a map's key; undefined for a key that is worked out. */
function keyName(element: Node): string | undefined {
  const [key] = parts(element);
  if (!key) return undefined;
  return kindOf(key) === "identifier" ? key.text : plainText(key);
}

function valueOf(element: Node): Node {
  return kindOf(element) === "literal_element" ? (parts(element)[0] ?? element) : element;
}

/** `{"x"}` and `[]string{"x"}` as a value: HTTP headers are lists that nearly always hold one text. */
export function onlyItem(value: Node): Node {
  const isList = kindOf(value) === "composite_literal" && field(value, "type")?.text === "[]string";
  const list = kindOf(value) === "literal_value" ? value : isList ? field(value, "body") : undefined;
  const items = list ? parts(list) : [];
  const [only] = items;
  return only && items.length === 1 && kindOf(only) === "literal_element" ? valueOf(only) : value;
}

export function plainText(node: Node): string | undefined {
  const text = expression(node);
  return text.kind === "text" && text.plain && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
}
