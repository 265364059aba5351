import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";
import { contains, grouped } from "../languages/source.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import { Histories } from "./histories.ts";
import type { Value } from "./value.ts";
import { isMutable, oneOf, unknown, withFallback } from "./value.ts";

/** Where a variable is defined, and where its value is asked for. */
interface Variable {
  /** Without it, what the value is once all code around has run. */
  readonly at: Node | undefined;
  /** Offset from which changes count, in code that runs in order. */
  readonly from: number;
  readonly scope: Node;
  readonly home: Node;
}

/** Says what the names of one file mean: where each is defined, which of several definitions holds, what was done to it since. */
export class Names {
  readonly #evaluator: Evaluator;
  readonly #source: Source;
  readonly #history: Histories;
  /** By the definitions of a name in one scope. */
  readonly #runs = new Map<readonly Binding[], number>();
  readonly #choices = new Map<readonly Binding[], Value>();
  readonly #changes = new Map<string, ReadonlyMap<number | undefined, readonly Node[]>>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#source = evaluator.source;
    this.#history = new Histories(evaluator);
  }

  /** The value of a name at some place. */
  value(name: string, at: Node, frame: Frame | undefined): Value {
    const scope = this.scopeOf(name, at);
    if (!scope) {
      const found = [...this.#source.starImports.map((module) => `${module}.${name}`), `:${name}`].map((path) =>
        this.#evaluator.linked(path),
      );
      // A name that some file of the project defines is that one.
      return found.find(({ kind }) => kind !== "origin") ?? oneOf(found, "branch");
    }
    const bindings = this.#source.bindings(name).get(scope.id) ?? [];
    const { value, from } = this.choose(bindings, at, frame);
    return this.changed(name, value, { at, from, scope, home: bindings[0]?.node ?? at }, frame);
  }

  /** The value of a name at the top level of the file, for other files that import it. */
  exported(name: string): Value {
    const { root } = this.#source;
    const bindings = this.#source.bindings(name).get(root.id) ?? [];
    if (bindings.length === 0) return unknown;
    const { value, from } = this.choose(bindings, root, undefined);
    return this.changed(name, value, { at: undefined, from, scope: root, home: bindings[0]?.node ?? root }, undefined);
  }

  /** The scope in which a name at some place is defined. */
  scopeOf(name: string, at: Node): Node | undefined {
    const { grammar } = this.#source;
    const bindings = this.#source.bindings(name);
    if (bindings.size === 0) return undefined;
    const start = grammar.scopeAround(at);
    for (let scope = start; scope && start; scope = grammar.scopeAround(scope)) {
      if (bindings.has(scope.id) && grammar.isVisible(scope, start)) return scope;
    }
    return undefined;
  }

  /** The value of a variable after everything that is done to it in place, up to `at` or to the end. */
  changed(name: string, value: Value, where: Variable, frame: Frame | undefined): Value {
    if (!isMutable(value)) return value;
    const uses = this.#changesOf(name, where.scope);
    return this.#history.after(value, { uses, ...where }, frame);
  }

  /**
   * The value at a place, of several definitions: in code that runs in order, the last one that must have run and
   * those after it that may have; from another function, any of them.
   */
  choose(
    bindings: readonly Binding[],
    at: Node,
    frame: Frame | undefined,
  ): { readonly value: Value; readonly from: number } {
    const [only] = bindings;
    if (only && bindings.length === 1) return { value: this.#bindingValue(only, at, frame), from: only.from };
    const { grammar, root } = this.#source;
    const position = at.id === root.id ? at.endIndex : at.startIndex;
    const inOrder = this.#runOf(bindings) === grammar.functionAround(at).id;
    const before = inOrder ? bindings.filter((binding) => binding.from <= position) : [];
    if (before.length === 0) return { value: this.#anyOf(bindings, at, frame), from: 0 };
    const sure = before.findLastIndex((binding) => contains(binding.block, at));
    const candidates = before.slice(Math.max(sure, 0));
    return {
      value: oneOf(
        candidates.map((binding) => this.#bindingValue(binding, at, frame)),
        "branch",
      ),
      from: candidates[0]?.from ?? 0,
    };
  }

  /** The function that all of several definitions stand in, by its id. */
  #runOf(bindings: readonly Binding[]): number | undefined {
    let run = this.#runs.get(bindings);
    if (run === undefined) {
      const { grammar } = this.#source;
      const ids = new Set(bindings.map(({ node }) => grammar.functionAround(node).id));
      const [only = severalRuns] = ids;
      this.#runs.set(bindings, (run = ids.size === 1 ? only : severalRuns));
    }
    return run;
  }

  /** Any of several definitions. The same for every place, so that a name of many definitions is not worked out for each of its uses. */
  #anyOf(bindings: readonly Binding[], at: Node, frame: Frame | undefined): Value {
    const known = frame ? undefined : this.#choices.get(bindings);
    if (known) return known;
    // A bare declaration says nothing more once there is an assignment.
    const valued = bindings.filter(({ source }) => source.kind !== "declared");
    const value = oneOf(
      (valued.length > 0 ? valued : bindings).map((binding) => this.#bindingValue(binding, at, frame)),
      "reassignment",
    );
    if (!frame && !this.#evaluator.budget.isSpent && valued.every(isSameEverywhere)) this.#choices.set(bindings, value);
    return value;
  }

  #bindingValue(binding: Binding, at: Node, frame: Frame | undefined): Value {
    const evaluator = this.#evaluator;
    const inner = frame && contains(frame.function, binding.node) ? frame : undefined;
    const { source } = binding;
    switch (source.kind) {
      case "import":
        return evaluator.linked(source.origin);
      case "function":
      case "class":
        return { kind: source.kind, node: source.node };
      case "value":
        return this.#follow(evaluator.evaluate(source.value, inner), source, at, inner);
      case "parameter":
        return this.#follow(evaluator.functions.parameter(source.parameter, frame), source, at, inner);
      case "declared":
        return source.type ? evaluator.classes.typed(source.type) : unknown;
      case "opaque":
        return unknown;
    }
  }

  /** What destructuring takes out of a value. */
  #follow(
    start: Value,
    { path, fallback }: Extract<Binding["source"], { kind: "value" | "parameter" }>,
    at: Node,
    frame: Frame | undefined,
  ): Value {
    let value = start;
    for (const key of path) value = plainMember(this.#evaluator.member(value, key, at, frame));
    return fallback ? withFallback(value, () => this.#evaluator.evaluate(fallback, frame)) : value;
  }

  /** Every place where a variable is changed. Kept, because to find the scope of each costs a walk up the tree. */
  #changesOf(name: string, scope: Node): readonly Node[] {
    let changes = this.#changes.get(name);
    if (!changes) {
      const occurrences = this.#source.occurrences(name);
      this.#evaluator.budget.noteUses(occurrences.length);
      const uses = occurrences.filter((use) => this.#source.grammar.mutation(use));
      changes = grouped(uses, (use) => this.scopeOf(name, use)?.id);
      this.#changes.set(name, changes);
    }
    return changes.get(scope.id) ?? [];
  }
}

/** Stands for definitions in several functions, which run in no order that is known. */
const severalRuns = -1;

/** Whether what a definition says does not depend on who asks. */
function isSameEverywhere({ source }: Binding): boolean {
  return source.kind === "import" || (source.kind === "value" && source.path.length === 0);
}

/** A member that a closed object does not have is nothing, not an operation. */
function plainMember(value: Value): Value {
  if (value.kind !== "operation") return value;
  return value.on.kind === "object" && !value.on.open ? { kind: "null", node: undefined } : unknown;
}
