import type { Node } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "../languages/expression.ts";
import { parentOf } from "../languages/source.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Value } from "./value.ts";

/**
 * What a new object is once the code around has set it up: the chain behind it and everything done to the variable
 * that holds it, in this function or, for a member, in this class.
 */
export function settled(evaluator: Evaluator, node: Node): Value {
  const end = chainEnd(evaluator, node);
  const value = evaluator.evaluate(end);
  const holder = holderOf(evaluator, node);
  if (!holder) return value;
  const member = evaluator.source.grammar.selfAssignment(holder);
  if (member) {
    const owner = { kind: "self", class: member.class, above: false } as const;
    return evaluator.classes.changed(owner, value, holder.text, holder, undefined);
  }
  const scope = evaluator.names.scopeOf(holder.text, holder);
  if (!scope) return value;
  const variable = { at: undefined, from: end.endIndex, scope, home: holder };
  return evaluator.names.changed(holder.text, value, variable, undefined);
}

/** The name (or the member's name) that a value is given to by a definition whose whole value it is. */
export function holderOf(evaluator: Evaluator, node: Node): Node | undefined {
  const value = chainEnd(evaluator, node);
  const { grammar } = evaluator.source;
  for (let parent = parentOf(value), depth = 0; parent && depth < 4; parent = parentOf(parent), depth++) {
    const names = parent.descendantsOfType([...grammar.nameKinds], parent.startPosition, value.startPosition);
    for (const name of names) {
      if (!name || name.endIndex > value.startIndex) continue;
      const binding = grammar.binding(name) ?? grammar.selfAssignment(name)?.binding;
      if (binding?.source.kind === "value" && isWhole(grammar, binding.source.value, value)) return name;
    }
    if (grammar.functionAround(value).id === parent.id) return undefined;
  }
  return undefined;
}

/** The end of a chain of calls that begins at a node: `new X().a().b()` for `new X()`. */
function chainEnd(evaluator: Evaluator, node: Node): Node {
  const { grammar } = evaluator.source;
  const parent = parentOf(node);
  if (!parent) return node;
  const outer = grammar.expression(parent);
  if (outer.kind === "same" && outer.inner.id === node.id) return chainEnd(evaluator, parent);
  if (outer.kind === "call") {
    const callee = grammar.expression(outer.callee);
    return callee.kind === "member" && callee.object.id === node.id ? chainEnd(evaluator, parent) : node;
  }
  const call = outer.kind === "member" && outer.object.id === node.id ? parentOf(parent) : undefined;
  if (!call) return node;
  const called = grammar.expression(call);
  if (called.kind === "call" && called.callee.id === parent.id) return chainEnd(evaluator, call);
  // Kotlin's `X().apply { … }` is still that object.
  return called.kind === "same" && isMadeAt(evaluator, node, call) ? chainEnd(evaluator, call) : node;
}

function isMadeAt(evaluator: Evaluator, made: Node, value: Node): boolean {
  const found = evaluator.evaluate(value);
  return found.kind === "instance" && found.node?.id === made.id;
}

/** Whether a value is all of an expression, apart from parentheses, `await` and the like. */
function isWhole(grammar: Grammar, expression: Node, value: Node): boolean {
  if (expression.id === value.id) return true;
  const inner = grammar.expression(expression);
  return inner.kind === "same" && isWhole(grammar, inner.inner, value);
}
