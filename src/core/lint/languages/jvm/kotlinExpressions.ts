import type { Node } from "@vscode/tree-sitter-wasm";
import { noArgs } from "../expression.ts";
import type { Args, Expression } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { constantText } from "./constants.ts";
import { classes, kindOf } from "./kotlinKinds.ts";
import { lambdaOfIt, scopedCall, scopeOfLambda, statements, steps, stepTarget } from "./kotlinReceivers.ts";
import { unescape } from "./quotedText.ts";
import { builtText, standardCall } from "./standardCalls.ts";
import type { JvmCall, JvmSyntax } from "./standardCalls.ts";

const syntax: JvmSyntax = {
  literal: plainText,
  pair(node) {
    const [key, word, value] = parts(node);
    if (kindOf(node) === "infix_expression") return key && value && word?.text === "to" ? [key, value] : undefined;
    const { name, args } = kindOf(node) === "call_expression" ? readCall(node) : { name: "", args: noArgs };
    const [first, second] = args.positional;
    return name === "Pair" && first && second ? [first, second] : undefined;
  },
};

export function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string_literal":
    case "multiline_string_literal":
      return text(node);
    case "string_content":
      return /^it\b/.test(node.text) ? implicit(node) : { kind: "name", name: /^\w*/.exec(node.text)?.[0] ?? "" };
    case "number_literal":
    case "float_literal":
      return { kind: "constant" };
    case "identifier":
      return name(node);
    case "navigation_expression":
      return constantText(node.text) ?? member(node);
    case "index_expression": {
      const [object, key] = parts(node);
      const before = stepOf(node);
      if (before) return { kind: "member", object: before, name: "put" };
      return object && key ? { kind: "index", object, key } : { kind: "opaque" };
    }
    case "call_expression":
      return call(node);
    case "assignment":
      return assignment(node);
    case "binary_expression": {
      const [left, right] = [field(node, "left"), field(node, "right")];
      const sign = field(node, "operator")?.type;
      if (!left || !right) return { kind: "opaque" };
      if (sign === "+") return { kind: "text", parts: [left, right], plain: false };
      return sign === "?:" ? { kind: "fallback", first: left, second: right } : { kind: "opaque" };
    }
    case "unary_expression":
      return field(node, "operator")?.type === "!!" ? same(field(node, "argument")) : { kind: "opaque" };
    case "as_expression":
      return same(field(node, "left"));
    case "parenthesized_expression":
    case "try_expression":
    case "annotated_lambda":
      return same(parts(node)[0]);
    case "user_type":
      return parts(node).filter((part) => kindOf(part) === "identifier").length === 1
        ? same(parts(node)[0])
        : { kind: "opaque" };
    case "block":
    case "when_entry":
      return same(parts(node).at(-1));
    case "if_expression": {
      const [, ...options] = parts(node);
      return { kind: "branch", options };
    }
    case "when_expression":
      return { kind: "branch", options: parts(node).filter((part) => kindOf(part) === "when_entry") };
    case "lambda_literal":
    case "anonymous_function":
      return { kind: "function", node };
    case "this_expression":
    case "super_expression": {
      const before = stepTarget(node);
      const owner = ancestor(node, classes);
      if (before) return same(before);
      return owner ? { kind: "self", class: owner, above: kindOf(node) === "super_expression" } : { kind: "opaque" };
    }
    default:
      return { kind: "opaque" };
  }
}

/** A name; the target of a step in `apply` stands for a member of what the step applies to, `it` for the object itself. */
function name(node: Node): Expression {
  const { text } = node;
  if (text === "null") return { kind: "null" };
  if (text === "true" || text === "false") return { kind: "constant" };
  const before = stepTarget(node);
  const parent = parentOf(node);
  if (before) {
    const isOwn = parent !== null && /^(?:call_expression|assignment)$/.test(parent.type);
    return isOwn ? { kind: "member", object: before, name: text } : same(before);
  }
  return text === "it" ? implicit(node) : { kind: "name", name: text };
}

/** `it`: in `x.let { … }` that is `x`. */
function implicit(node: Node): Expression {
  const lambda = lambdaOfIt(node);
  const scoped = lambda && scopeOfLambda(lambda);
  return scoped && /^(?:also|let|use)$/.test(scoped.name) ? same(scoped.receiver) : { kind: "opaque" };
}

function member(node: Node): Expression {
  const [object, property] = [parts(node)[0], parts(node).at(-1)];
  return object && property && object.id !== property.id
    ? { kind: "member", object, name: property.text }
    : { kind: "opaque" };
}

/** `this["key"] = value` as a step of `apply`: what the step applies to. */
function stepOf(index: Node): Node | undefined {
  const [object] = parts(index);
  const isTarget = index.parent && kindOf(index.parent) === "assignment" && parts(index.parent)[0]?.id === index.id;
  return object && isTarget && /^(?:this_expression|identifier)$/.test(object.type) ? stepTarget(object) : undefined;
}

/** An assignment has a value only as a step of `apply` or `also`: there it counts as a call of the property's name. */
function assignment(node: Node): Expression {
  const [left, right] = [field(node, "left"), field(node, "right")];
  if (!left || !right) return { kind: "opaque" };
  const key = kindOf(left) === "index_expression" ? parts(left)[1] : undefined;
  const target = kindOf(left) === "identifier" ? left : parts(left)[0];
  if (!target || !stepTarget(target)) return { kind: "opaque" };
  return { kind: "call", callee: left, args: { ...noArgs, positional: key ? [key, right] : [right] }, isNew: false };
}

function call(node: Node): Expression {
  const scoped = scopedCall(node);
  if (scoped) {
    const isChain = /^(?:apply|also)$/.test(scoped.name);
    const chain = isChain ? steps(scoped) : undefined;
    if (isChain) return chain ? same(chain.at(-1) ?? scoped.receiver) : { kind: "opaque" };
    return same(statements(scoped.lambda).at(-1));
  }
  const found = readCall(node);
  const [callee] = parts(node);
  if (!callee) return { kind: "opaque" };
  const standard = (found.name === "toString" ? built(found.receiver) : undefined) ?? standardCall(found, syntax);
  return standard ?? { kind: "call", callee: outerCallee(callee), args: found.args, isNew: false };
}

/** In `f(a) { … }` the call with the block holds the call with the parentheses. */
function outerCallee(callee: Node): Node {
  const [inner] = parts(callee);
  return kindOf(callee) === "call_expression" && inner ? inner : callee;
}

function readCall(node: Node): JvmCall {
  const [callee, ...rest] = parts(node);
  const args = joined(rest.map(readArgs));
  if (!callee) return { receiver: undefined, name: "", args };
  if (kindOf(callee) === "call_expression") {
    const inner = readCall(callee);
    return { ...inner, args: joined([inner.args, args]) };
  }
  const target = expression(callee);
  if (target.kind === "member") return { receiver: target.object, name: target.name, args };
  return { receiver: undefined, name: callee.text, args };
}

function joined(lists: readonly Args[]): Args {
  return {
    positional: lists.flatMap(({ positional }) => positional),
    named: lists.flatMap(({ named }) => named),
    spreads: [],
    open: lists.some(({ open }) => open),
  };
}

/** `(a, name = b)` or a block behind it. */
function readArgs(list: Node): Args {
  if (kindOf(list) === "annotated_lambda") return { ...noArgs, positional: parts(list).slice(-1) };
  if (kindOf(list) !== "value_arguments") return noArgs;
  const read = parts(list).map((item): Args => {
    const [first, second] = parts(item);
    if (!first || kindOf(first) === "spread_expression") return { ...noArgs, open: true };
    return second
      ? { ...noArgs, named: [{ name: first.text, value: second, node: item }] }
      : { ...noArgs, positional: [first] };
  });
  const spread = read.findIndex(({ open }) => open);
  return joined(spread < 0 ? read : [...read.slice(0, spread), { ...noArgs, open: true }]);
}

function built(chain: Node | undefined): Expression | undefined {
  const calls: JvmCall[] = [];
  let start = chain;
  while (start && kindOf(start) === "call_expression") {
    const call = readCall(start);
    calls.unshift(call);
    start = call.receiver;
  }
  const [made, ...appended] = calls;
  return made && /^String(?:Builder|Buffer)$/.test(made.name) ? builtText(made.args, appended) : undefined;
}

/** The grammar divides `$name` in a text on one line into `$` and what follows, the name and the rest in one piece. */
function text(node: Node): Expression {
  const found: (string | Node)[] = [];
  let isHole = false;
  for (const part of parts(node)) {
    const [kind, content] = [kindOf(part), part.text];
    if (kind === "interpolation") {
      found.push(...parts(part).slice(0, 1));
    } else if (kind === "escape_sequence") {
      found.push(unescape(content));
    } else if (isHole && /^[A-Za-z_]/.test(content)) {
      found.pop();
      found.push(part, content.replace(/^\w+/, ""));
    } else found.push(content);
    isHole = kind === "string_content" && content === "$";
  }
  const isPlain = found.every((part) => typeof part === "string");
  return { kind: "text", parts: isPlain ? [found.join("")] : found.filter((part) => part !== ""), plain: isPlain };
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function plainText(node: Node): string | undefined {
  if (!/string_literal$/.test(node.type)) return undefined;
  const found = text(node);
  return found.kind === "text" && found.plain && typeof found.parts[0] === "string" ? found.parts[0] : undefined;
}
