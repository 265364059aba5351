import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Parameter } from "../languages/expression.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Arguments, Value } from "./value.ts";
import { merge, oneOf, optionsOf, unknown } from "./value.ts";

/** A call in the file, with what it hands over. */
export interface CallIn {
  readonly node: Node;
  readonly args: Args;
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
    const node = reference.parent;
    const call = node && grammar.expression(node);
    if (!node || call?.kind !== "call" || call.callee.id !== reference.id) continue;
    if (
      !optionsOf(evaluator.evaluate(reference)).some((target) =>
        isTarget(target, functionNode, named.isConstructor ? owner : undefined),
      )
    )
      continue;
    found.push({ node, args: call.args });
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

/** What a callback of `promise.then(callback)` is handed. */
export function settledValue(evaluator: Evaluator, callback: Node): Value | undefined {
  const { grammar } = evaluator.source;
  const call = callback.parent?.parent;
  const expression = call ? grammar.expression(call) : undefined;
  if (expression?.kind !== "call" || expression.args.positional[0]?.id !== callback.id) return undefined;
  const callee = grammar.expression(expression.callee);
  return callee.kind === "member" && callee.name === "then" ? evaluator.evaluate(callee.object) : undefined;
}
