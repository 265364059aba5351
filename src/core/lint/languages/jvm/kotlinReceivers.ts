import type { Node } from "@vscode/tree-sitter-wasm";
import { oncePerNode } from "../remembered.ts";
import { ancestor, parentOf, parts } from "../source.ts";
import { kindOf } from "./kotlinKinds.ts";
import type { Kind } from "./kotlinKinds.ts";

const lambdas = new Set<string>(["lambda_literal"] satisfies Kind[]);

/**
 * Kotlin's scope functions. `x.apply { a(); b = c }` and `x.also { it.a() }` are `x` after each step of the block, in order,
 * as a chain `x.a().b(c)` would be; `x.let { … }` and `x.use { … }` are what the block ends with.
 */
export interface ScopedCall {
  readonly receiver: Node;
  readonly lambda: Node;
  readonly name: string;
}

const scopeFunctions = /^(?:apply|also|let|run|use)$/;

export const scopedCall = oncePerNode((call): ScopedCall | undefined => {
  const [callee, trailing] = [parts(call)[0], parts(call).at(-1)];
  if (kindOf(call) !== "call_expression" || !callee || kindOf(callee) !== "navigation_expression") return undefined;
  const [receiver, name] = [parts(callee)[0], parts(callee).at(-1)];
  if (!receiver || !name || !scopeFunctions.test(name.text)) return undefined;
  const lambda = trailing && kindOf(trailing) === "annotated_lambda" ? parts(trailing).at(-1) : undefined;
  return lambda && kindOf(lambda) === "lambda_literal" ? { receiver, lambda, name: name.text } : undefined;
});

/** The scope function whose block a lambda is. */
export function scopeOfLambda(lambda: Node): ScopedCall | undefined {
  const parent = parentOf(lambda);
  const call = parent && parentOf(parent);
  return call ? scopedCall(call) : undefined;
}

/** The lambda around a node whose argument, without a name of its own, is `it`. */
export function lambdaOfIt(node: Node): Node | undefined {
  const lambda = ancestor(node, lambdas);
  return lambda && !parameterNames(lambda) ? lambda : undefined;
}

function parameterNames(lambda: Node): Node | undefined {
  return parts(lambda).find((part) => kindOf(part) === "lambda_parameters");
}

export function statements(lambda: Node): Node[] {
  return parts(lambda).filter((part) => kindOf(part) !== "lambda_parameters");
}

/** The steps of `apply` or `also`, or undefined when the block holds more than steps and what has nothing to do with its object. */
export function steps({ lambda }: ScopedCall): readonly Node[] | undefined {
  return stepsIn(lambda);
}

/** Each step asks for the one before it, so that a block would be read as often as it has steps. */
const stepsIn = oncePerNode((lambda): readonly Node[] | undefined => {
  const scoped = scopeOfLambda(lambda);
  const found: Node[] = [];
  for (const statement of statements(lambda)) {
    if (scoped && isStep(statement, scoped)) found.push(statement);
    else if (
      !/^(?:property_declaration|call_expression|navigation_expression|identifier|string_literal)$/.test(statement.type)
    )
      return undefined;
  }
  return found;
});

/** For the target of a step (`a` in `a()`, `b` in `b = c`, `it` in `it.a()`): what it applies to, the step before or the receiver. */
export const stepTarget = oncePerNode((target): Node | undefined => {
  for (let statement: Node | null = parentOf(target); statement; statement = parentOf(statement)) {
    const lambda = parentOf(statement);
    if (lambda && kindOf(lambda) === "lambda_literal") {
      const scoped = scopeOfLambda(lambda);
      if (!scoped || !/^(?:apply|also)$/.test(scoped.name) || !isStep(statement, scoped)) return undefined;
      if (targetOf(statement)?.id !== target.id) return undefined;
      const before = (steps(scoped) ?? []).filter((step) => step.startIndex < statement.startIndex).at(-1);
      return before ?? scoped.receiver;
    }
    if (statement.startIndex !== target.startIndex) return undefined;
  }
  return undefined;
});

function isStep(statement: Node, { lambda, name }: ScopedCall): boolean {
  const target = targetOf(statement);
  if (!target) return false;
  if (kindOf(target) === "this_expression") return name === "apply";
  const isOwn = parentOf(target)?.id === statement.id;
  if (name === "apply") return isOwn && /^[a-z]/.test(target.text);
  const parameter = parameterNames(lambda);
  return !isOwn && target.text === (parameter ? parameter.text : "it");
}

/** The name that a statement starts with, where that is a call or an assignment: the called name, or the object of it. */
function targetOf(statement: Node): Node | undefined {
  const kind = kindOf(statement);
  if (kind !== "call_expression" && kind !== "assignment") return undefined;
  let target = parts(statement)[0];
  while (target && /^(?:navigation|index|call)_expression$/.test(target.type)) target = parts(target)[0];
  return target && /^(?:identifier|this_expression)$/.test(target.type) ? target : undefined;
}
