import type { Node } from "@vscode/tree-sitter-wasm";
import type { Mutation } from "../languages/expression.ts";
import { contains } from "../languages/source.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { ObjectValue, Value } from "./value.ts";
import { entryOf, merge, oneOf } from "./value.ts";

export interface Uses {
  /** Every other use of the same variable or member. */
  readonly uses: readonly Node[];
  /** Where its value is asked for. */
  readonly at: Node;
  /** Offset from which changes count, in code that runs in order. */
  readonly from: number;
  /** Where it is defined. */
  readonly home: Node;
}

/** The value of a variable after what was done to it in place: item assignment, `update`, `Object.assign`, ... */
export function applyMutations(
  evaluator: Evaluator,
  value: Value,
  { uses, at, from, home }: Uses,
  frame: Frame | undefined,
): Value {
  const { grammar } = evaluator.source;
  const run = grammar.functionAround(at);
  const homeBlock = grammar.blockAround(home);
  let result = value;
  for (const use of uses) {
    const mutation = grammar.mutation(use);
    if (!mutation) continue;
    const inOrder = grammar.functionAround(use).id === run.id;
    if (inOrder && (use.startIndex >= at.startIndex || use.startIndex < from)) continue;
    const block = grammar.blockAround(use);
    const sure = block !== undefined && (inOrder ? contains(block, at) : block.id === homeBlock?.id);
    result = each(result, (object) => change(evaluator, object, mutation, { optional: !sure }, frame));
  }
  return result;
}

function each(value: Value, run: (object: ObjectValue) => ObjectValue): Value {
  if (value.kind === "object") return run(value);
  return value.kind === "oneOf"
    ? oneOf(
        value.options.map((option) => each(option, run)),
        value.by,
      )
    : value;
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
      return { ...object, open: true };
    case "remove": {
      const entry = object.entries.get(mutation.key);
      const entries = new Map(object.entries);
      if (entry && how.optional)
        entries.set(
          mutation.key,
          entryOf({ node: entry.node, optional: true }, () => entry.value),
        );
      else entries.delete(mutation.key);
      return { ...object, entries };
    }
    case "set": {
      // `setdefault` leaves what is there.
      const before = object.entries.get(mutation.key);
      if (mutation.weak && before && !before.optional && before.value.kind !== "null") return object;
      const entry = entryOf({ node: mutation.node, optional: false }, () => evaluator.evaluate(mutation.value, frame));
      return merge(
        object,
        { kind: "object", entries: new Map([[mutation.key, entry]]), open: false, literal: undefined },
        how,
      );
    }
    case "merge":
      return merge(object, evaluator.evaluate(mutation.value, frame), how);
    case "mergeNamed": {
      const args = evaluator.evaluateArgs(mutation.args, frame);
      let result = merge(object, args.named, how);
      for (const { value } of args.positional) result = merge(result, value, how);
      return args.open ? { ...result, open: true } : result;
    }
  }
}
