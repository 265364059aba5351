import type { Node } from "@vscode/tree-sitter-wasm";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { Uses } from "./mutations.ts";
import { applyMutations } from "./mutations.ts";
import type { Value } from "./value.ts";
import { unknown } from "./value.ts";

/** A variable at the last place where it was asked for. */
interface Reached {
  /** Its uses up to there. */
  readonly count: number;
  readonly value: Value;
}

/**
 * What is done to variables in place, read once in the order of the code: each place where a variable is asked for goes on from the
 * place before, so that 500 uses of an object with 500 changes do not cost 250 000 steps.
 */
export class Histories {
  readonly #evaluator: Evaluator;
  /** By the uses of a variable, then by its first value, then by the block of the places. */
  readonly #reached = new Map<readonly Node[], Map<Value, Map<string, Reached>>>();
  readonly #elsewhere = new Map<readonly Node[], Map<number, readonly Node[]>>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** The value of a variable after its changes up to a place; `uses` is the same list each time, in file order. */
  after(first: Value, where: Uses, frame: Frame | undefined): Value {
    const { uses, at } = where;
    const { budget, source } = this.#evaluator;
    // Each change may lead into a function that uses it in turn.
    if (!at || frame) return budget.spend(uses.length) ? applyMutations(this.#evaluator, first, where, frame) : unknown;
    const run = source.grammar.functionAround(at);
    const reached = this.#of(uses, first);
    const key = `${run.id} ${source.grammar.blockAround(at)?.id} ${where.from}`;
    const before = reached.get(key);
    const start = before && isBefore(uses[before.count - 1], at) ? before : { count: 0, value: first };
    let count = start.count;
    while (isBefore(uses[count], at)) count++;
    const later = this.#outside(uses, run).filter((use) => !isBefore(use, at));
    if (!budget.spend(count - start.count + later.length)) return unknown;
    const apply = (value: Value, some: readonly Node[]) =>
      some.length > 0
        ? applyMutations(this.#evaluator, value, { ...where, uses: some, all: uses.length }, undefined)
        : value;
    const value = apply(start.value, uses.slice(start.count, count));
    if (count > start.count && !budget.isSpent) reached.set(key, { count, value });
    return apply(value, later);
  }

  #of(uses: readonly Node[], first: Value): Map<string, Reached> {
    let byValue = this.#reached.get(uses);
    if (!byValue) this.#reached.set(uses, (byValue = new Map<Value, Map<string, Reached>>()));
    let reached = byValue.get(first);
    if (!reached) byValue.set(first, (reached = new Map<string, Reached>()));
    return reached;
  }

  /** Uses in other functions, which may run at any time. */
  #outside(uses: readonly Node[], run: Node): readonly Node[] {
    let known = this.#elsewhere.get(uses);
    if (!known) this.#elsewhere.set(uses, (known = new Map<number, readonly Node[]>()));
    let outside = known.get(run.id);
    if (!outside) {
      outside = uses.filter((use) => this.#evaluator.source.grammar.functionAround(use).id !== run.id);
      known.set(run.id, outside);
    }
    return outside;
  }
}

function isBefore(use: Node | undefined, at: Node): boolean {
  return use !== undefined && use.startIndex < at.startIndex;
}
