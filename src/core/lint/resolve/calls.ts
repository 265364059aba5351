import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression, Parameter } from "../languages/expression.ts";
import { parentOf } from "../languages/source.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { Arguments, Value } from "./value.ts";
import { merge, oneOf, optionsOf, unknown } from "./value.ts";

/** A call in the file, with what it hands over. */
export interface CallIn {
  readonly node: Node;
  readonly call: Extract<Expression, { kind: "call" }>;
}

/** Every call of a function that its file shows, up to a limit. */
export function findCalls(evaluator: Evaluator, functionNode: Node, limit: number): readonly CallIn[] {
  const { source } = evaluator;
  const { grammar } = source;
  const named = grammar.functionName(functionNode);
  if (!named) return [];
  const owner = grammar.classOf(functionNode);
  const name = named.isConstructor && owner ? owner.childForFieldName("name")?.text : named.name;
  if (name === undefined) return [];
  const found: CallIn[] = [];
  for (const occurrence of source.occurrences(name)) {
    const reference = grammar.reference(occurrence);
    const node = parentOf(reference);
    const call = node && grammar.expression(node);
    if (!node || call?.kind !== "call" || call.callee.id !== reference.id) continue;
    if (
      !optionsOf(evaluator.evaluate(reference)).some((target) =>
        isTarget(target, functionNode, named.isConstructor ? owner : undefined),
      )
    )
      continue;
    found.push({ node, call });
    if (found.length >= limit) break;
  }
  return found;
}

function isTarget(target: Value, functionNode: Node, owner: Node | undefined): boolean {
  return owner
    ? target.kind === "class" && target.node.id === owner.id
    : target.kind === "function" && target.node.id === functionNode.id;
}

/** The value of a parameter in a call with these arguments. */
export function given(evaluator: Evaluator, parameter: Parameter, args: Arguments): Value {
  if (parameter.rest === "positional") return unknown;
  if (parameter.rest === "named") {
    const others = evaluator.source.grammar.parameters(parameter.function).map(({ name }) => name);
    return {
      ...args.named,
      entries: new Map([...args.named.entries].filter(([name]) => !others.includes(name))),
      literal: undefined,
    };
  }
  const positional = parameter.position >= 0 ? args.positional[parameter.position] : undefined;
  if (positional) return positional.value;
  const fallback = (): Value =>
    parameter.fallback ? evaluator.evaluate(parameter.fallback) : { kind: "null", node: undefined };
  const entry = args.named.entries.get(parameter.name);
  if (entry) return entry.optional ? oneOf([entry.value, fallback()], "branch") : entry.value;
  return args.open || args.named.open ? unknown : fallback();
}

/** The arguments of a partial call followed by those of the call itself. */
export function joinArguments(first: Arguments, second: Arguments): Arguments {
  return {
    positional: [...first.positional, ...second.positional],
    open: first.open || second.open,
    named: merge(first.named, second.named),
  };
}

/** What is handed over beyond this many functions is not followed. */
const handoverLimit = 6;

/**
 * An object after the function that it is handed to at `use` has worked on it.
 *
 * @returns undefined where that function is not seen
 */
export function handedOver(evaluator: Evaluator, use: Node, value: Value, frame: Frame | undefined): Value | undefined {
  const depth = (frame?.depth ?? 0) + 1;
  const call = depth > handoverLimit ? undefined : callAround(evaluator, use);
  if (!call) return undefined;
  const target = evaluator.evaluate(call.callee, frame);
  if (target.kind !== "function") return undefined;
  const home = evaluator.homeOf(target.node);
  const parameter = home?.source.grammar
    .parameters(target.node)
    .find(({ position, rest }) => position === call.index && rest === undefined);
  const body = target.node.childForFieldName("body");
  const first = body?.namedChildren[0];
  const start = first && body.descendantForIndex(first.startIndex);
  if (!home || !parameter || !start) return undefined;
  const args = evaluator.evaluateArgs(call, frame);
  const where = { at: undefined, from: 0, scope: target.node, home: start };
  return home.names.changed(parameter.name, value, where, { function: target.node, args, depth });
}

/** The call that a node is an argument of, and its place there. */
function callAround(
  { source: { grammar } }: Evaluator,
  use: Node,
): { readonly callee: Node; readonly args: Args; readonly index: number } | undefined {
  let argument = use;
  for (let node = parentOf(use), climbed = 0; node && climbed < 4; node = parentOf(node), climbed++) {
    const found = grammar.expression(node);
    if (found.kind === "same" && found.inner.id === argument.id) argument = node;
    if (found.kind !== "call") continue;
    const inner = argument;
    const index = found.args.positional.findIndex((item) => item.id === inner.id || item.id === use.id);
    return index < 0 ? undefined : { callee: found.callee, args: found.args, index };
  }
  return undefined;
}

/** What a callback of `promise.then(callback)` is handed. */
export function settledValue(evaluator: Evaluator, callback: Node): Value | undefined {
  const { grammar } = evaluator.source;
  const list = parentOf(callback);
  const call = list && parentOf(list);
  const expression = call ? grammar.expression(call) : undefined;
  if (expression?.kind !== "call" || expression.args.positional[0]?.id !== callback.id) return undefined;
  const callee = grammar.expression(expression.callee);
  return callee.kind === "member" && callee.name === "then" ? evaluator.evaluate(callee.object) : undefined;
}
