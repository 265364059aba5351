import type { Node } from "@vscode/tree-sitter-wasm";
import { noArgs } from "../expression.ts";
import type { Args, Expression } from "../expression.ts";
import { ancestor, field, parts } from "../source.ts";
import { constantText } from "./constants.ts";
import { unescape } from "./quotedText.ts";
import { classes, kindOf } from "./scalaKinds.ts";
import { builtText, entriesPut, standardCall } from "./standardCalls.ts";
import type { JvmCall, JvmSyntax } from "./standardCalls.ts";

const syntax: JvmSyntax = {
  literal: plainText,
  pair(node) {
    const inner = kindOf(node) === "parenthesized_expression" ? (parts(node)[0] ?? node) : node;
    if (kindOf(inner) === "tuple_expression") {
      const [key, value] = parts(inner);
      return key && value ? [key, value] : undefined;
    }
    const [key, value] = [field(inner, "left"), field(inner, "right")];
    const isPair = kindOf(inner) === "infix_expression" && field(inner, "operator")?.text === "->";
    return isPair && key && value ? [key, value] : undefined;
  },
};

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string":
    case "interpolated_string_expression":
      return text(node);
    case "null_literal":
      return { kind: "null" };
    case "boolean_literal":
    case "integer_literal":
    case "floating_point_literal":
      return { kind: "constant" };
    case "identifier":
      return name(node);
    case "type_identifier":
      return { kind: "name", name: node.text };
    case "stable_type_identifier":
      return qualified(node);
    case "field_expression":
      return constantText(node.text) ?? member(node);
    case "call_expression":
      return call(node);
    case "instance_expression":
      return creation(node);
    case "infix_expression":
      return infix(node);
    case "if_expression":
      return { kind: "branch", options: ["consequence", "alternative"].flatMap((name) => field(node, name) ?? []) };
    case "match_expression":
      return { kind: "branch", options: caseResults(node) };
    case "block":
    case "indented_block":
      return same(parts(node).at(-1));
    case "try_expression":
      return same(field(node, "body"));
    case "generic_function":
      return same(field(node, "function"));
    case "generic_type":
    case "parenthesized_expression":
    case "ascription_expression":
    case "return_expression":
      return same(parts(node)[0]);
    case "lambda_expression":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

function name(node: Node): Expression {
  if (node.text !== "this" && node.text !== "super") return { kind: "name", name: node.text };
  const owner = ancestor(node, classes);
  return owner ? { kind: "self", class: owner, above: node.text === "super" } : { kind: "opaque" };
}

/** `java.util.Properties` as a type; the grammar gives the packages as one flat list. */
function qualified(node: Node): Expression {
  const [path, last] = parts(node);
  const names = path ? parts(path) : [];
  // A chain of members needs a node for each; only one package deep there is one.
  const [object] = names;
  return object && last && names.length === 1 ? { kind: "member", object, name: last.text } : { kind: "opaque" };
}

function member(node: Node): Expression {
  const [object, property] = [field(node, "value"), field(node, "field")];
  if (!object || !property) return { kind: "opaque" };
  // Methods without parentheses, which leave a text or a map as it is.
  const standard = standardCall({ receiver: object, name: property.text, args: noArgs }, syntax);
  return standard?.kind === "same" || standard?.kind === "object"
    ? standard
    : { kind: "member", object, name: property.text };
}

function call(node: Node): Expression {
  const callee = field(node, "function");
  if (!callee) return { kind: "opaque" };
  const found = readCall(node);
  const standard = (found.name === "toString" ? built(found.receiver) : undefined) ?? standardCall(found, syntax);
  return standard ?? { kind: "call", callee, args: found.args, isNew: false };
}

function readCall(node: Node): JvmCall {
  const outer = field(node, "function");
  const callee = outer && kindOf(outer) === "generic_function" ? field(outer, "function") : outer;
  const args = readArgs(field(node, "arguments"));
  const receiver = callee && kindOf(callee) === "field_expression" ? field(callee, "value") : undefined;
  const called = receiver && callee ? field(callee, "field") : callee;
  return { receiver, name: called?.text ?? "", args };
}

/** `(a, name = b)`, or a block in braces. */
function readArgs(list: Node | undefined): Args {
  if (!list) return noArgs;
  if (kindOf(list) !== "arguments") return { ...noArgs, positional: [list] };
  const positional: Node[] = [];
  const named: { name: string; value: Node; node: Node }[] = [];
  for (const item of parts(list)) {
    const isRest =
      kindOf(item) === "ascription_expression" &&
      parts(item).some((part) => kindOf(part) === "repeated_parameter_type");
    if (isRest) return { positional, named, spreads: [], open: true };
    const [left, value] = [field(item, "left"), field(item, "right")];
    if (kindOf(item) === "assignment_expression" && left && value) named.push({ name: left.text, value, node: item });
    else positional.push(item);
  }
  return { positional, named, spreads: [], open: false };
}

/** `new T(args)`; a body of calls fills the new object. */
function creation(node: Node): Expression {
  const [type] = parts(node);
  if (!type) return { kind: "opaque" };
  const body = parts(node).find((part) => kindOf(part) === "template_body");
  const calls = body ? parts(body).filter((part) => kindOf(part) === "call_expression") : [];
  if (calls.length > 0) return { kind: "object", entries: entriesPut(calls.map(readCall), syntax) };
  return { kind: "call", callee: type, args: readArgs(field(node, "arguments")), isNew: true };
}

function infix(node: Node): Expression {
  const [left, right] = [field(node, "left"), field(node, "right")];
  const sign = field(node, "operator")?.text;
  if (!left || !right) return { kind: "opaque" };
  if (sign === "+") {
    const isPair = syntax.pair(right) !== undefined;
    return isPair ? { kind: "opaque" } : { kind: "text", parts: [left, right], plain: false };
  }
  if (sign === "++") return { kind: "union", left, right };
  return sign === "getOrElse" || sign === "orElse"
    ? { kind: "fallback", first: left, second: right }
    : { kind: "opaque" };
}

function caseResults(node: Node): Node[] {
  const body = field(node, "body");
  return (body ? parts(body) : []).flatMap((clause) => {
    const result = field(clause, "body");
    return result && kindOf(result) !== "throw_expression" ? [result] : [];
  });
}

function built(chain: Node | undefined): Expression | undefined {
  const calls: JvmCall[] = [];
  let start = chain;
  for (; start && kindOf(start) === "call_expression"; start = calls[0]?.receiver) calls.unshift(readCall(start));
  const [type] = start && kindOf(start) === "instance_expression" ? parts(start) : [];
  if (!start || !type || !/^String(?:Builder|Buffer)$/.test(type.text)) return undefined;
  return builtText(readArgs(field(start, "arguments")), calls);
}

/** The grammar has no nodes for the plain pieces of a text: they are what lies between the others. */
function text(node: Node): Expression {
  const inner = kindOf(node) === "string" ? node : parts(node).find((part) => kindOf(part) === "interpolated_string");
  if (!inner) return { kind: "opaque" };
  const quotes = inner.text.startsWith('"""') ? 3 : 1;
  const isRaw = quotes === 3 || field(node, "interpolator")?.text === "raw";
  const found: (string | Node)[] = [];
  let end = inner.startIndex + quotes;
  const plainTo = (offset: number) => {
    found.push(inner.text.slice(end - inner.startIndex, offset - inner.startIndex));
  };
  for (const part of parts(inner)) {
    plainTo(part.startIndex);
    if (kindOf(part) === "escape_sequence")
      found.push(part.text === "$$" ? "$" : isRaw ? part.text : unescape(part.text));
    else found.push(...hole(part));
    end = part.endIndex;
  }
  plainTo(inner.endIndex - quotes);
  const isPlain = found.every((part) => typeof part === "string");
  return { kind: "text", parts: isPlain ? [found.join("")] : found.filter((part) => part !== ""), plain: isPlain };
}

/** `$name` or `${expression}`, without the braces. */
function hole(interpolation: Node): Node[] {
  const [inner] = parts(interpolation);
  const content = inner && kindOf(inner) === "block" ? parts(inner) : [];
  const [only] = content;
  return content.length === 1 && only ? [only] : inner ? [inner] : [];
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function plainText(node: Node): string | undefined {
  if (kindOf(node) !== "string") return undefined;
  const found = text(node);
  return found.kind === "text" && found.plain && typeof found.parts[0] === "string" ? found.parts[0] : undefined;
}
