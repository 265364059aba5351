import type { Node } from "@vscode/tree-sitter-wasm";
import { Called, noArgs } from "./expression.ts";
import type { Args, Expression, ObjectEntry } from "./expression.ts";
import { classes, kindOf } from "./javascriptKinds.ts";
import { javascriptText } from "./javascriptText.ts";
import { ancestor, field, parts } from "./source.ts";

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string":
    case "template_string":
      return javascriptText(node);
    case "null":
    case "undefined":
      return { kind: "null" };
    case "true":
    case "false":
    case "number":
      return { kind: "constant" };
    case "identifier":
    case "shorthand_property_identifier":
    case "type_identifier":
      return node.text === "undefined" ? { kind: "null" } : { kind: "name", name: node.text };
    case "import":
      return { kind: "name", name: "import" };
    case "member_expression":
      return both(node, "object", "property", (object, name) => ({ kind: "member", object, name: name.text }));
    case "subscript_expression":
      return both(node, "object", "index", (object, key) => ({ kind: "index", object, key }));
    case "call_expression": {
      const callee = field(node, "function");
      return callee && awaitedCall(callee) ? same(callee) : call(node, callee);
    }
    case "new_expression": {
      const [callee, list] = [field(node, "constructor"), field(node, "arguments")];
      return callee ? { kind: "call", callee, args: list ? readArgs(list) : noArgs, isNew: true } : { kind: "opaque" };
    }
    case "object":
      return { kind: "object", entries: parts(node).map(entry) };
    case "array":
      return { kind: "list", items: parts(node) };
    case "ternary_expression":
      return both(node, "consequence", "alternative", (then, otherwise) => ({
        kind: "branch",
        options: [then, otherwise],
      }));
    case "binary_expression":
      return both(node, "left", "right", (left, right) => operator(field(node, "operator")?.type, left, right));
    case "await_expression": {
      const around = awaitedCall(node);
      return around ? call(around, parts(node)[0]) : same(parts(node)[0]);
    }
    case "parenthesized_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
      return same(parts(node)[0]);
    case "type_assertion":
    case "sequence_expression":
      return same(parts(node).at(-1));
    case "assignment_expression":
      return same(field(node, "right"));
    case "this":
    case "super": {
      const owner = ancestor(node, classes);
      return owner ? { kind: "self", class: owner, above: kindOf(node) === "super" } : { kind: "opaque" };
    }
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "method_definition":
      return { kind: "function", node };
    case "class":
      return { kind: "class", node };
    case "unary_expression":
      return field(node, "operator")?.type === "void" ? { kind: "null" } : { kind: "opaque" };
    default:
      return { kind: "opaque" };
  }
}

function call(node: Node, callee: Node | undefined): Expression {
  const list = field(node, "arguments");
  if (!callee || !list) return { kind: "opaque" };
  return new Called(callee, () => readArgs(list));
}

/**
 * The node around an `await` that holds what belongs to the call within: the grammar reads `await f<T>(x)` as `(await f)<T>(x)`.
 * So the two change places: the `await` is taken for the call, and the node around it for the `await`.
 */
function awaitedCall(node: Node): Node | undefined {
  const around = kindOf(node) === "await_expression" ? node.parent : null;
  const isCallee = around && kindOf(around) === "call_expression" && field(around, "function")?.id === node.id;
  return isCallee ? around : undefined;
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
  if (sign === "??" || sign === "||") return { kind: "fallback", first: left, second: right };
  if (sign === "&&") return { kind: "branch", options: [left, right] };
  return { kind: "opaque" };
}

export function readArgs(list: Node): Args {
  const items = kindOf(list) === "arguments" ? parts(list) : [];
  const spread = items.findIndex((item) => kindOf(item) === "spread_element");
  return { ...noArgs, positional: spread < 0 ? items : items.slice(0, spread), open: spread >= 0 };
}

function entry(item: Node): ObjectEntry {
  switch (kindOf(item)) {
    case "spread_element": {
      const [value] = parts(item);
      return value ? { kind: "spread", value } : { kind: "computed" };
    }
    case "shorthand_property_identifier":
      return { kind: "entry", key: item.text, value: item, node: item };
    case "method_definition": {
      const key = field(item, "name");
      return key ? { kind: "entry", key: key.text, value: item, node: item } : { kind: "computed" };
    }
    default: {
      const [key, value] = [field(item, "key"), field(item, "value")];
      const name = key && keyName(key);
      return name !== undefined && value ? { kind: "entry", key: name, value, node: item } : { kind: "computed" };
    }
  }
}

export function keyName(key: Node): string | undefined {
  if (kindOf(key) !== "computed_property_name") return kindOf(key) === "string" ? plainText(key) : key.text;
  const [inner] = parts(key);
  return inner && plainText(inner);
}

export function plainText(node: Node): string | undefined {
  const text = expression(node);
  return text.kind === "text" && text.plain && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
}
