import type { Node } from "@vscode/tree-sitter-wasm";
import { noArgs } from "../expression.ts";
import type { Args, Expression } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { constantText } from "./constants.ts";
import { classes, kindOf } from "./javaKinds.ts";
import type { Kind } from "./javaKinds.ts";
import { unescape, unindent } from "./quotedText.ts";
import { builtText, entriesPut, standardCall } from "./standardCalls.ts";
import type { JvmCall, JvmSyntax } from "./standardCalls.ts";

const syntax: JvmSyntax = {
  literal: plainText,
  pair(node) {
    const { name, args } = kindOf(node) === "method_invocation" ? readCall(node) : { name: "", args: noArgs };
    const [key, value] = args.positional;
    return name === "entry" && key && value ? [key, value] : undefined;
  },
};

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string_literal":
      return text(node);
    case "null_literal":
      return { kind: "null" };
    case "true":
    case "false":
    case "character_literal":
    case "decimal_integer_literal":
      return { kind: "constant" };
    case "identifier": {
      const receiver = calledOn(node);
      return receiver ? { kind: "member", object: receiver, name: node.text } : { kind: "name", name: node.text };
    }
    case "type_identifier":
      return { kind: "name", name: node.text };
    case "scoped_type_identifier": {
      const [object, name] = [parts(node)[0], parts(node).at(-1)];
      return object && name ? { kind: "member", object, name: name.text } : { kind: "opaque" };
    }
    case "field_access":
      return (
        constantText(node.text) ??
        both(node, "object", "field", (object, name) => ({ kind: "member", object, name: name.text }))
      );
    case "array_access":
      return both(node, "array", "index", (object, key) => ({ kind: "index", object, key }));
    case "method_invocation":
      return call(node);
    case "object_creation_expression":
      return creation(node);
    case "array_initializer":
      return { kind: "list", items: parts(node) };
    case "array_creation_expression":
    case "cast_expression":
      return same(field(node, "value"));
    case "ternary_expression":
      return both(node, "consequence", "alternative", (then, otherwise) => ({
        kind: "branch",
        options: [then, otherwise],
      }));
    case "switch_expression":
      return { kind: "branch", options: switchResults(node) };
    case "binary_expression":
      return both(node, "left", "right", (left, right) =>
        field(node, "operator")?.type === "+"
          ? { kind: "text", parts: [left, right], plain: false }
          : { kind: "opaque" },
      );
    case "generic_type":
    case "parenthesized_expression":
      return same(parts(node)[0]);
    case "assignment_expression":
      return same(field(node, "right"));
    case "this":
    case "super": {
      const owner = ancestor(node, classes);
      return owner ? { kind: "self", class: owner, above: kindOf(node) === "super" } : { kind: "opaque" };
    }
    case "lambda_expression":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

/** The receiver of the call whose name this is: in Java's syntax the name itself stands for `receiver.name`. */
function calledOn(name: Node): Node | undefined {
  const parent = parentOf(name);
  if (!parent || kindOf(parent) !== "method_invocation" || field(parent, "name")?.id !== name.id) return undefined;
  return field(parent, "object");
}

function call(node: Node): Expression {
  const found = readCall(node);
  const callee = field(node, "name");
  const standard = (found.name === "toString" ? built(found.receiver) : undefined) ?? standardCall(found, syntax);
  return standard ?? (callee ? { kind: "call", callee, args: found.args, isNew: false } : { kind: "opaque" });
}

function readCall(node: Node): JvmCall {
  return {
    receiver: field(node, "object"),
    name: field(node, "name")?.text ?? "",
    args: readArgs(field(node, "arguments")),
  };
}

function readArgs(list: Node | undefined): Args {
  return list ? { ...noArgs, positional: parts(list) } : noArgs;
}

/** `new T(args)`; a body in two pairs of braces fills the new object. */
function creation(node: Node): Expression {
  const type = field(node, "type");
  if (!type) return { kind: "opaque" };
  const body = parts(node).find((part) => kindOf(part) === "class_body");
  const [initializer] = body ? parts(body) : [];
  if (initializer && kindOf(initializer) === "block") {
    const calls = parts(initializer).map((statement) => parts(statement)[0]);
    const isPlain = calls.every((item) => item !== undefined && kindOf(item) === "method_invocation");
    const found = isPlain ? calls.flatMap((item) => (item ? [readCall(item)] : [])) : undefined;
    return { kind: "object", entries: found ? entriesPut(found, syntax) : [{ kind: "computed" }] };
  }
  return { kind: "call", callee: type, args: readArgs(field(node, "arguments")), isNew: true };
}

/** `new StringBuilder(a).append(b)` before `.toString()`. */
function built(chain: Node | undefined): Expression | undefined {
  const calls: JvmCall[] = [];
  let start = chain;
  for (; start && kindOf(start) === "method_invocation"; start = calls[0]?.receiver) calls.unshift(readCall(start));
  if (
    !start ||
    kindOf(start) !== "object_creation_expression" ||
    !/^String(?:Builder|Buffer)$/.test(field(start, "type")?.text ?? "")
  )
    return undefined;
  return builtText(readArgs(field(start, "arguments")), calls);
}

function switchResults(node: Node): Node[] {
  const rules = field(node, "body");
  return (rules ? parts(rules) : []).flatMap((rule) => {
    const result = parts(rule).at(-1);
    if (!result || kindOf(result) === "throw_statement") return [];
    if (kindOf(rule) === "switch_rule" && kindOf(result) === "expression_statement") return parts(result).slice(0, 1);
    const yields = rule.descendantsOfType("yield_statement" satisfies Kind);
    return yields.flatMap((statement) => (statement ? parts(statement).slice(0, 1) : []));
  });
}

function text(node: Node): Expression {
  const isBlock = node.text.startsWith('"""');
  const content = parts(node).map((part) => (kindOf(part) === "escape_sequence" ? unescape(part.text) : part.text));
  return { kind: "text", parts: [isBlock ? unindent(content.join("")) : content.join("")], plain: true };
}

function both(node: Node, first: string, second: string, make: (first: Node, second: Node) => Expression): Expression {
  const [a, b] = [field(node, first), field(node, second)];
  return a && b ? make(a, b) : { kind: "opaque" };
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function plainText(node: Node): string | undefined {
  if (kindOf(node) !== "string_literal") return undefined;
  const found = text(node);
  return found.kind === "text" && typeof found.parts[0] === "string" ? found.parts[0] : undefined;
}
