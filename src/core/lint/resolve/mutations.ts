import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Grammar, Mutation } from "../languages/expression.ts";
import { contains, parentOf } from "../languages/source.ts";
import { handedOver } from "./calls.ts";
import type { Deed } from "./deeds.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { InstanceValue, ObjectValue, Value } from "./value.ts";
import { after, Arguments, Entry, Lazy, merge, oneOf, optionsOf } from "./value.ts";

export interface Uses {
  /** Every other use of the same variable or member. */
  readonly uses: readonly Node[];
  /** How many there are, where `uses` is a part of them. */
  readonly all?: number;
  /** Where its value is asked for; without it, once all code around has run. */
  readonly at: Node | undefined;
  /** Offset from which changes count, in code that runs in order. */
  readonly from: number;
  /** Where it is defined. */
  readonly home: Node;
}

/**
 * A dictionary that is used in more places than these is the state of a program and no client's options, and each place may ask for
 * all others: what it holds then counts as unseen.
 */
const useLimit = 100;

/** The value of a variable after what was done to it in place: item assignment, `update`, `Object.assign`, ... */
export function applyMutations(
  evaluator: Evaluator,
  value: Value,
  { uses, all = uses.length, at, from, home }: Uses,
  frame: Frame | undefined,
): Value {
  if (all > useLimit && optionsOf(value).some(({ kind }) => kind === "object")) return each(value, opened);
  const { grammar } = evaluator.source;
  const run = grammar.functionAround(at ?? home);
  const homeBlock = grammar.blockAround(home);
  let result = value;
  for (const use of uses) {
    const mutation = grammar.mutation(use);
    if (!mutation) continue;
    const inOrder = grammar.functionAround(use).id === run.id;
    if (inOrder && ((at && use.startIndex >= at.startIndex) || use.startIndex < from)) continue;
    const block = grammar.blockAround(use);
    const sure = block !== undefined && (inOrder && at ? contains(block, at) : block.id === homeBlock?.id);
    const how = { optional: !sure };
    result = each(result, (target) => {
      if (mutation.kind === "escape") {
        const after = handedOver(evaluator, use, target, frame);
        // What is done to it on some ways only may have been done or not.
        if (after) return how.optional && after !== target ? opened(target) : after;
      }
      return target.kind === "object"
        ? change(evaluator, target, mutation, how, frame)
        : record(evaluator, target, mutation, use, how, frame);
    });
  }
  return result;
}

function each(value: Value, run: (target: ObjectValue | InstanceValue) => Value): Value {
  if (value.kind === "object" || value.kind === "instance") return run(value);
  return value.kind === "oneOf"
    ? oneOf(
        value.options.map((option) => each(option, run)),
        value.by,
      )
    : value;
}

/** Notes on an instance what is done to it. What other code of the project does to it is not seen. */
function record(
  evaluator: Evaluator,
  instance: InstanceValue,
  mutation: Mutation,
  use: Node,
  { optional }: { readonly optional: boolean },
  frame: Frame | undefined,
): InstanceValue {
  const value = (node: Node) => new Lazy(() => evaluator.evaluate(node, frame));
  const deed = (name: string, kind: Deed["kind"], args: Arguments, node: Node, path: readonly string[] = []) =>
    after(instance, { path, name, kind, args, node, optional });
  switch (mutation.kind) {
    case "call": {
      const first = deed(mutation.name, "call", evaluator.evaluateArgs(mutation, frame), mutation.node, mutation.path);
      if (mutation.path.length > 0) return first;
      // `builder.header(a).header(b);` on a line of its own: as everywhere, a method gives its object back.
      return callsAfter(evaluator.source.grammar, mutation.node).reduce(
        (result, { name, call, node }) =>
          after(result, { path: [], name, kind: "call", args: evaluator.evaluateArgs(call, frame), node, optional }),
        first,
      );
    }
    case "mergeNamed":
      return deed("update", "call", evaluator.evaluateArgs(mutation, frame), use);
    case "merge":
      return deed("update", "call", Arguments.of(value(mutation.value)), use);
    case "assign": {
      const args = Arguments.of(...(mutation.key ? [value(mutation.key)] : []), value(mutation.value));
      return deed(mutation.name, "assign", args, mutation.node, mutation.path);
    }
    case "set":
      return deed(mutation.key, "assign", Arguments.of(value(mutation.value)), mutation.node);
    case "remove":
      return instance;
    case "escape":
      return reachesProject(evaluator, use) ? opened(instance) : instance;
  }
}

interface ChainedCall {
  readonly name: string;
  readonly call: { readonly args: Args };
  readonly node: Node;
}

/** The calls that follow on one in a chain. */
function callsAfter(grammar: Grammar, node: Node): ChainedCall[] {
  const parent = parentOf(node);
  for (const outer of [parent, parent && parentOf(parent)]) {
    const call = outer && grammar.expression(outer);
    const callee = call?.kind === "call" ? grammar.expression(call.callee) : undefined;
    if (outer && call?.kind === "call" && callee?.kind === "member" && callee.object.id === node.id)
      return [{ name: callee.name, call, node: outer }, ...callsAfter(grammar, outer)];
  }
  return [];
}

function opened<T extends ObjectValue | InstanceValue>(value: T): T {
  return value.kind === "object" ? { ...value, open: true } : { ...value, args: value.args.with({ open: true }) };
}

/** Whether an argument goes to a function of the project (or one that is not known), and not to a library. */
function reachesProject(evaluator: Evaluator, use: Node): boolean {
  const { grammar } = evaluator.source;
  for (let node = parentOf(use), depth = 0; node && depth < 3; node = parentOf(node), depth++) {
    const call = grammar.expression(node);
    if (call.kind !== "call") continue;
    const isSeen = (callee: Value) =>
      callee.kind === "method" ||
      callee.kind === "class" ||
      (callee.kind === "origin" && (call.isNew || !grammar.seesSiblings || !callee.path.startsWith(":")));
    return !optionsOf(evaluator.evaluate(call.callee)).every(isSeen);
  }
  return true;
}

function change(
  evaluator: Evaluator,
  object: ObjectValue,
  mutation: Mutation,
  how: { readonly optional: boolean },
  frame: Frame | undefined,
): ObjectValue {
  switch (mutation.kind) {
    case "escape":
      return opened(object);
    case "call":
      return object;
    case "assign":
      return mutation.key || mutation.path.length > 0
        ? { ...object, open: true }
        : change(evaluator, object, { ...mutation, kind: "set", key: mutation.name, weak: false }, how, frame);
    case "remove": {
      const entry = object.entries.get(mutation.key);
      const entries = new Map(object.entries);
      if (entry && how.optional) entries.set(mutation.key, new Entry(entry.node, true, () => entry.value));
      else entries.delete(mutation.key);
      return { ...object, entries };
    }
    case "set": {
      // `setdefault` leaves what is there.
      const before = object.entries.get(mutation.key);
      if (mutation.weak && before && !before.optional && before.value.kind !== "null") return object;
      const entry = new Entry(mutation.node, false, () => evaluator.evaluate(mutation.value, frame));
      return merge(
        object,
        { kind: "object", entries: new Map([[mutation.key, entry]]), open: false, literal: undefined },
        how,
      );
    }
    case "merge":
      return merge(object, evaluator.evaluate(mutation.value, frame), how);
    case "mergeNamed": {
      const args = evaluator.evaluateArgs(mutation, frame);
      let result = merge(object, args.named, how);
      for (const { value } of args.positional) result = merge(result, value, how);
      return args.open ? { ...result, open: true } : result;
    }
  }
}
