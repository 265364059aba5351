import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression, ObjectEntry } from "../expression.ts";
import { Called, noArgs } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { classes, kindOf } from "./kinds.ts";
import { isSum } from "./bindings.ts";
import { classOfMember } from "./names.ts";
import { csharpText } from "./text.ts";

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string_literal":
    case "verbatim_string_literal":
    case "raw_string_literal":
    case "interpolated_string_expression":
      return csharpText(node);
    case "null_literal":
    case "default_expression":
      return { kind: "null" };
    case "boolean_literal":
    case "integer_literal":
    case "real_literal":
      return { kind: "constant" };
    case "identifier":
      return named(node);
    case "predefined_type":
      return { kind: "name", name: node.text };
    case "generic_name":
      return { kind: "name", name: parts(node)[0]?.text ?? "" };
    case "qualified_name":
    case "alias_qualified_name":
      return { kind: "name", name: lastName(node.text) };
    case "this":
    case "base": {
      const owner = ancestor(node, classes);
      return owner ? { kind: "self", class: owner, above: kindOf(node) === "base" } : { kind: "opaque" };
    }
    case "class_declaration":
    case "record_declaration":
    case "struct_declaration":
      return { kind: "self", class: node, above: false };
    case "member_access_expression":
      return memberAccess(node);
    case "conditional_access_expression": {
      const [object, binding] = [field(node, "condition"), parts(node).at(-1)];
      const name = binding && field(binding, "name");
      return object && name ? { kind: "member", object, name: name.text } : { kind: "opaque" };
    }
    case "element_access_expression": {
      const [object, key] = [field(node, "expression"), subscript(node)];
      return object && key ? { kind: "index", object, key } : { kind: "opaque" };
    }
    case "invocation_expression":
      return invocation(node);
    case "object_creation_expression":
    case "implicit_object_creation_expression":
      return creation(node);
    case "initializer_expression":
      return { kind: "object", entries: parts(node).map(entry) };
    case "array_creation_expression":
    case "implicit_array_creation_expression": {
      const list = parts(node).find((part) => kindOf(part) === "initializer_expression");
      return { kind: "list", items: list ? parts(list) : [] };
    }
    // The grammar reads `["a", "b"]` as an indexer of nothing.
    case "element_binding_expression":
      return { kind: "list", items: parts(node).flatMap((item) => parts(item).slice(-1)) };
    case "conditional_expression": {
      const [then, otherwise] = [field(node, "consequence"), field(node, "alternative")];
      return then && otherwise ? { kind: "branch", options: [then, otherwise] } : { kind: "opaque" };
    }
    case "switch_expression": {
      const arms = parts(node).filter((part) => kindOf(part) === "switch_expression_arm");
      return { kind: "branch", options: arms.flatMap((arm) => parts(arm).slice(-1)) };
    }
    case "binary_expression":
      return binary(node);
    case "assignment_expression": {
      const [left, right] = [field(node, "left"), field(node, "right")];
      return left && right && isSum(node) ? { kind: "text", parts: [left, right], plain: false } : same(right);
    }
    case "cast_expression":
      return same(field(node, "value"));
    case "as_expression":
      return same(field(node, "left"));
    case "parenthesized_expression":
    case "await_expression":
    case "postfix_unary_expression":
    case "arrow_expression_clause":
    case "nullable_type":
      return same(parts(node)[0]);
    case "argument":
      return same(parts(node).at(-1));
    case "lambda_expression":
    case "anonymous_method_expression":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

/** A bare name may be a member of the class around it. */
function named(node: Node): Expression {
  const owner = classOfMember(node);
  return owner ? { kind: "member", object: owner, name: node.text } : { kind: "name", name: node.text };
}

/** Methods of tasks that stand for their result. */
const awaits = new Set(["ConfigureAwait", "GetAwaiter", "GetResult"]);

function memberAccess(node: Node): Expression {
  const [object, member] = [field(node, "expression"), field(node, "name")];
  if (!object || !member) return { kind: "opaque" };
  const name = member.text;
  if (name === "Result") return same(object);
  // Namespaces say nothing that the name of a type does not.
  if (/^(?:global::)?System(?:\.[A-Z]\w*)*$/.test(object.text)) return { kind: "name", name };
  return { kind: "member", object, name: kindOf(member) === "generic_name" ? (parts(member)[0]?.text ?? "") : name };
}

function subscript(node: Node): Node | undefined {
  const list = field(node, "subscript");
  const [first] = list ? parts(list) : [];
  return first && parts(first).at(-1);
}

function invocation(node: Node): Expression {
  const [callee, list] = [field(node, "function"), field(node, "arguments")];
  if (!callee || !list) return { kind: "opaque" };
  const isMember = kindOf(callee) === "member_access_expression";
  const method = isMember ? field(callee, "name")?.text : undefined;
  const inner = isMember ? field(callee, "expression") : undefined;
  if (inner && method !== undefined && awaits.has(method)) return same(inner);
  if ((method === "Format" || method === "Concat") && /^(?:[Ss]tring|System\.String)$/.test(inner?.text ?? "")) {
    const args = readArgs(list);
    const [template, ...others] = args.positional;
    if (method === "Concat") return { kind: "text", parts: args.positional, plain: false };
    if (template) return { kind: "format", style: "braces", template, args: { ...args, positional: others } };
  }
  return new Called(callee, () => readArgs(list));
}

export function readArgs(list: Node): Args {
  const items = parts(list).map((item) => ({ item, name: field(item, "name"), value: parts(item).at(-1) }));
  return {
    ...noArgs,
    positional: items.flatMap(({ name, value }) => (name || !value ? [] : [value])),
    named: items.flatMap(({ item, name, value }) => (name && value ? [{ name: name.text, value, node: item }] : [])),
  };
}

/** `new T(args) { A = x }`; a dictionary is an object of its keys, a list a list. */
function creation(node: Node): Expression {
  const type = field(node, "type") ?? targetType(node);
  if (!type) return { kind: "opaque" };
  const list = parts(node).find((part) => kindOf(part) === "argument_list");
  const initializer = parts(node).find((part) => kindOf(part) === "initializer_expression");
  const args = list ? readArgs(list) : noArgs;
  const items = initializer ? parts(initializer) : [];
  const name = lastName(type.text.replace(/<[^]*$/, "").replace(/\?$/, ""));
  if (/Dictionary$/.test(name)) {
    const copied = args.positional.map((value): ObjectEntry => ({ kind: "spread", value }));
    return { kind: "object", entries: [...copied.slice(0, 1), ...items.map(entry)] };
  }
  if (/^(?:List|HashSet|Collection)$/.test(name)) return { kind: "list", items };
  const [first, second] = args.positional;
  // Types that stand for the text they are made of.
  if (name === "Uri" && first) return second ? { kind: "text", parts: [first, second], plain: false } : same(first);
  if (name === "ProductInfoHeaderValue" && first)
    return second ? { kind: "text", parts: [first, "/", second], plain: false } : same(first);
  const entries = items.map(entry);
  const fields = entries.flatMap((item) =>
    item.kind === "entry" ? [{ name: item.key, value: item.value, node: item.node }] : [],
  );
  const open = args.open || fields.length < entries.length;
  return { kind: "call", callee: type, args: { ...args, named: [...args.named, ...fields], open }, isNew: true };
}

/** The type that `new(…)` takes from where its value goes. */
function targetType(node: Node): Node | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "variable_declarator":
      return parent.parent ? field(parent.parent, "type") : undefined;
    case "property_declaration":
      return field(parent, "type");
    default:
      return undefined;
  }
}

/** Every `new(…)` that takes its type from here. */
export function targetTyped(type: Node): readonly Node[] {
  const holder = parentOf(type);
  if (!holder || field(holder, "type")?.id !== type.id) return [];
  const declarators = kindOf(holder) === "variable_declaration" ? parts(holder) : [holder];
  return declarators.flatMap((declarator) =>
    parts(declarator).filter((part) => kindOf(part) === "implicit_object_creation_expression"),
  );
}

/** `A = x`, `["k"] = v` or `{ "k", v }`. */
function entry(item: Node): ObjectEntry {
  if (kindOf(item) === "initializer_expression") {
    const [key, value] = parts(item);
    const name = key && plainText(key);
    return name !== undefined && value ? { kind: "entry", key: name, value, node: item } : { kind: "computed" };
  }
  const [left, value] = [field(item, "left"), field(item, "right")];
  if (!left || !value) return { kind: "computed" };
  if (kindOf(left) === "identifier") return { kind: "entry", key: left.text, value, node: item };
  const [argument] = parts(left);
  const key = argument && parts(argument).at(-1);
  const name = key && plainText(key);
  return name === undefined ? { kind: "computed" } : { kind: "entry", key: name, value, node: item };
}

function binary(node: Node): Expression {
  const [left, right] = [field(node, "left"), field(node, "right")];
  if (!left || !right) return { kind: "opaque" };
  const sign = field(node, "operator")?.type;
  if (sign === "+") return { kind: "text", parts: [left, right], plain: false };
  return sign === "??" ? { kind: "fallback", first: left, second: right } : { kind: "opaque" };
}

export function plainText(node: Node): string | undefined {
  const text = expression(node);
  return text.kind === "text" && text.plain && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf(":")) + 1);
}
