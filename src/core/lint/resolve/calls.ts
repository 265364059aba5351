import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression, Parameter } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";
import { parentOf } from "../languages/source.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { Value } from "./value.ts";
import { Arguments, merge, oneOf, unknown } from "./value.ts";

/** A call, with what it hands over. */
export type CallIn = Extract<Expression, { kind: "call" }>;

/** Every call of something with this name. */
export function callsNamed(source: Source, name: string): readonly CallIn[] {
  const { grammar } = source;
  return source.occurrences(name).flatMap((occurrence) => {
    const reference = grammar.reference(occurrence);
    const parent = parentOf(reference);
    const call = parent && grammar.expression(parent);
    return call?.kind === "call" && call.callee.id === reference.id ? [call] : [];
  });
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
  return new Arguments(() => ({
    positional: [...first.positional, ...second.positional],
    open: first.open || second.open,
    named: merge(first.named, second.named),
  }));
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
