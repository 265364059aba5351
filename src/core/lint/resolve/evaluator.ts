import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Binding, Expression, Parameter } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";
import { contains, grouped, parentOf } from "../languages/source.ts";
import { findCalls, given, joinArguments, settledValue } from "./calls.ts";
import type { CallIn } from "./calls.ts";
import { ownMembers } from "./members.ts";
import { applyMutations } from "./mutations.ts";
import { callLibrary, callOperation, environmentOrigins } from "./library.ts";
import { fillTemplate, joinText } from "./texts.ts";
import type { Arguments, InstanceValue, ObjectValue, Value } from "./value.ts";
import {
  after,
  emptyObject,
  itemsOf,
  entryOf,
  instanceOf,
  knownText,
  lazy,
  lazyArguments,
  merge,
  noArguments,
  oneOf,
  openObject,
  optionsOf,
  unknown,
} from "./value.ts";

/** One call that is being looked into: the parameters of `function` have these values. */
export interface Frame {
  readonly function: Node;
  readonly args: Arguments;
  readonly depth: number;
}

/** A class of this file, or an object of one. */
type Owner = Extract<Value, { kind: "self" | "class" }>;

/** Bounds that keep odd code (generated, recursive) from costing more than its findings are worth. */
const limits = { depth: 40, frames: 8, steps: 20_000, callers: 25 };

/** Methods that every function has in JavaScript. */
const functionMethods = new Set(["bind", "call", "apply"]);

/** What an evaluator may ask about the code outside its file. */
export interface Surroundings {
  /** Origins whose members are methods of one known thing, though nothing was called yet: `DatabricksSession.builder`. */
  readonly instances: ReadonlySet<string>;
  /** The meaning of an import path, where it leads into a file of the project. */
  link(path: string, from: Evaluator): Value | undefined;
  /** The evaluator of the file that a node belongs to. */
  evaluatorOf(node: Node): Evaluator | undefined;
}

export const noSurroundings: Surroundings = {
  instances: new Set(),
  link: () => undefined,
  evaluatorOf: () => undefined,
};

/**
 * Says what expressions of one file mean: follows names to imports, constants, parameters and the calls that fill
 * them, and looks into the functions and classes of the file. What it cannot see is `unknown`, never a guess.
 * Nodes of other files, to which an import led, are handed to the evaluator of their file.
 */
export class Evaluator {
  readonly source: Source;
  readonly #surroundings: Surroundings;
  readonly #known = new Map<number, Value>();
  readonly #knownInside = new WeakMap<Frame, Map<number, Value>>();
  readonly #running = new Set<number>();
  /** Functions whose callers are being looked at. */
  readonly #asked = new Set<number>();
  readonly #calls = new Map<number, readonly CallIn[]>();
  readonly #changes = new Map<string, ReadonlyMap<number | undefined, readonly Node[]>>();
  #depth = 0;
  #steps = 0;

  constructor(source: Source, surroundings: Surroundings = noSurroundings) {
    this.source = source;
    this.#surroundings = surroundings;
  }

  evaluate(node: Node, frame?: Frame): Value {
    const home = this.homeOf(node);
    if (home !== this) return home?.evaluate(node, frame) ?? unknown;
    if (frame) return this.#inside(node, frame);
    const known = this.#known.get(node.id);
    if (known) return known;
    if (this.#running.has(node.id)) return unknown;
    this.#running.add(node.id);
    const value = this.#guarded(node, undefined);
    this.#running.delete(node.id);
    this.#known.set(node.id, value);
    return value;
  }

  #inside(node: Node, frame: Frame): Value {
    let known = this.#knownInside.get(frame);
    if (!known) this.#knownInside.set(frame, (known = new Map<number, Value>()));
    const before = known.get(node.id);
    if (before) return before;
    const value = this.#guarded(node, frame);
    known.set(node.id, value);
    return value;
  }

  /** The arguments that a call holds. They are read and worked out when they are asked for. */
  evaluateArgs(call: { readonly args: Args }, frame?: Frame): Arguments {
    return lazyArguments(() => this.#arguments(call.args, frame));
  }

  #arguments(args: Args, frame: Frame | undefined): Arguments {
    let named: ObjectValue = emptyObject;
    for (const { name, value, node } of args.named) {
      const entries = new Map(named.entries).set(
        name,
        entryOf({ node, optional: false }, () => this.evaluate(value, frame)),
      );
      named = { ...named, entries };
    }
    for (const spread of args.spreads) named = merge(named, this.evaluate(spread, frame));
    const positional = args.positional.map((item) => lazy(() => this.evaluate(item, frame)));
    const rest = args.rest && itemsOf(this.evaluate(args.rest, frame));
    if (rest) return { positional: [...positional, ...rest.map((item) => lazy(() => item))], open: false, named };
    return { positional, open: args.open, named };
  }

  /** What `callee(args)` gives. */
  call(callee: Value, args: Arguments, node: Node, isNew: boolean, frame?: Frame): Value {
    switch (callee.kind) {
      case "function":
        return this.#callFunction(callee.node, args, frame);
      case "class":
        return { kind: "self", class: callee.node, above: false };
      case "partial":
        return this.call(callee.callee, joinArguments(callee.args, args), node, isNew, frame);
      case "origin":
        return (
          callLibrary(callee.path, args, node) ??
          (callee.path === ":super"
            ? this.#superOf(node)
            : { kind: "instance", origin: callee.path, args, deeds: [], node })
        );
      case "method": {
        const { path, name } = callee;
        return after(callee.of, { path, name, kind: "call", args, node, optional: false });
      }
      case "operation":
        return callOperation(callee.on, callee.name, args);
      case "oneOf":
        return oneOf(
          callee.options.map((option) => this.call(option, args, node, isNew, frame)),
          "branch",
        );
      default:
        return unknown;
    }
  }

  /** `value.name` */
  member(value: Value, name: string, at: Node, frame?: Frame): Value {
    if (/^\d+$/.test(name) && value.kind !== "object") return itemsOf(value)?.[Number(name)] ?? unknown;
    switch (value.kind) {
      case "origin":
        // Python reads `os.environ["X"]`; its members are methods.
        if (environmentOrigins.has(value.path) && value.path !== "os.environ") return { kind: "settings", node: at };
        if (this.#surroundings.instances.has(value.path))
          return { kind: "method", of: { ...instanceOf(value.path), args: noArguments }, path: [], name };
        return this.#linked(name === "default" ? value.path : `${value.path}.${name}`);
      case "instance":
        return memberOf(value, name);
      case "object": {
        const entry = value.entries.get(name);
        if (entry) return entry.optional ? oneOf([entry.value, unknown], "branch") : entry.value;
        return { kind: "operation", on: value, name };
      }
      case "class":
        return this.#classMember(value.node, name, at, frame);
      case "self":
        return value.above
          ? this.#inherited(value.class, name, at, frame)
          : this.#classMember(value.class, name, at, frame);
      case "oneOf":
        return oneOf(
          value.options.map((option) => this.member(option, name, at, frame)),
          value.by,
        );
      case "text":
        // A member of a Python enumeration.
        if (name === "value") return value;
        return { kind: "operation", on: value, name };
      case "method":
        return functionMethods.has(name)
          ? { kind: "operation", on: value, name }
          : { ...value, path: [...value.path, value.name], name };
      case "list":
      case "function":
      case "partial":
        return { kind: "operation", on: value, name };
      default:
        return unknown;
    }
  }

  /** The value of a name at the top level of the file, for other files that import it. */
  exported(name: string): Value {
    const { root } = this.source;
    const bindings = this.source.bindings(name).get(root.id) ?? [];
    if (bindings.length === 0) return unknown;
    const { value, from } = this.#choose(bindings, root, undefined);
    return this.mutated(name, value, { at: undefined, from, scope: root, home: bindings[0]?.node ?? root }, undefined);
  }

  /**
   * What a new object is once the code around has set it up: the chain behind it and everything done to the variable
   * that holds it, in this function or, for a member, in this class.
   */
  settled(node: Node): Value {
    const end = this.#chainEnd(node);
    const value = this.evaluate(end);
    const holder = this.holderOf(node);
    if (!holder) return value;
    const { grammar } = this.source;
    const member = grammar.selfAssignment(holder);
    if (member) {
      const owner: Owner = { kind: "self", class: member.class, above: false };
      return this.#mutatedMember(owner, value, holder.text, holder, undefined);
    }
    const scope = this.scopeOf(holder.text, holder);
    if (!scope) return value;
    return this.mutated(holder.text, value, { at: undefined, from: end.endIndex, scope, home: holder }, undefined);
  }

  /** Every call in this file that reaches a function. */
  callsOf(functionNode: Node): readonly CallIn[] {
    const known = this.#calls.get(functionNode.id);
    if (known) return known;
    this.#calls.set(functionNode.id, []);
    const found = findCalls(this, functionNode, limits.callers);
    this.#calls.set(functionNode.id, found);
    return found;
  }

  #guarded(node: Node, frame: Frame | undefined): Value {
    if (this.#depth >= limits.depth || ++this.#steps > limits.steps) return unknown;
    this.#depth++;
    const value = this.#expression(node, this.source.grammar.expression(node), frame);
    this.#depth--;
    return value;
  }

  #expression(node: Node, expression: Expression, frame: Frame | undefined): Value {
    switch (expression.kind) {
      case "text":
        return joinText(node, expression, (part) => this.evaluate(part, frame));
      case "format":
        return fillTemplate(
          node,
          expression,
          this.evaluate(expression.template, frame),
          this.evaluateArgs(expression, frame),
        );
      case "null":
        return { kind: "null", node };
      case "name":
        return this.#name(expression.name, node, frame);
      case "member": {
        const owner = this.evaluate(expression.object, frame);
        const value = this.member(owner, expression.name, node, frame);
        return owner.kind === "self" || owner.kind === "class"
          ? this.#mutatedMember(owner, value, expression.name, node, frame)
          : value;
      }
      case "index":
        return this.#index(expression.object, expression.key, node, frame);
      case "call": {
        const settled = this.#afterPromise(expression, frame);
        if (settled) return settled;
        const callee = this.evaluate(expression.callee, frame);
        if (callee.kind === "unknown") return unknown;
        return this.call(callee, this.evaluateArgs(expression, frame), node, expression.isNew, frame);
      }
      case "object":
        return this.#object(node, expression, frame);
      case "list":
        return { kind: "list", items: expression.items.map((item) => this.evaluate(item, frame)) };
      case "branch":
        return oneOf(
          expression.options.map((option) => this.evaluate(option, frame)),
          "branch",
        );
      case "fallback":
        return withFallback(this.evaluate(expression.first, frame), () => this.evaluate(expression.second, frame));
      case "union": {
        const left = this.evaluate(expression.left, frame);
        const right = this.evaluate(expression.right, frame);
        return merge(left.kind === "object" ? { ...left, literal: undefined } : merge(emptyObject, left), right);
      }
      case "function":
        return { kind: "function", node: expression.node };
      case "class":
        return { kind: "class", node: expression.node };
      case "self":
        return { kind: "self", class: expression.class, above: expression.above };
      case "same":
        return this.evaluate(expression.inner, frame);
      case "constant":
      case "opaque":
        return unknown;
    }
  }

  /** `promise.then(callback)` is what the callback gives; `catch` and `finally` leave the value. */
  #afterPromise(expression: Extract<Expression, { kind: "call" }>, frame: Frame | undefined): Value | undefined {
    const callee = this.source.grammar.expression(expression.callee);
    if (callee.kind !== "member" || !/^(?:then|catch|finally)$/.test(callee.name)) return undefined;
    const promised = this.evaluate(callee.object, frame);
    if (callee.name !== "then") return promised;
    const [callback] = expression.args.positional;
    const handler = callback ? this.evaluate(callback, frame) : unknown;
    if (handler.kind !== "function") return undefined;
    return this.#callFunction(
      handler.node,
      { positional: [lazy(() => promised)], open: false, named: emptyObject },
      frame,
    );
  }

  #object(node: Node, expression: Extract<Expression, { kind: "object" }>, frame: Frame | undefined): Value {
    let result: ObjectValue = { ...emptyObject, literal: node };
    for (const entry of expression.entries) {
      if (entry.kind === "computed") result = { ...result, open: true };
      else if (entry.kind === "spread") result = merge(result, this.evaluate(entry.value, frame));
      else {
        const entries = new Map(result.entries).set(
          entry.key,
          entryOf({ node: entry.node, optional: false }, () => this.evaluate(entry.value, frame)),
        );
        result = { ...result, entries };
      }
    }
    return result;
  }

  #index(object: Node, key: Node, node: Node, frame: Frame | undefined): Value {
    const owner = this.evaluate(object, frame);
    if (owner.kind === "origin" && environmentOrigins.has(owner.path)) return { kind: "settings", node };
    if (/^\d+$/.test(key.text)) return itemsOf(owner)?.[Number(key.text)] ?? unknown;
    const name = knownText(this.evaluate(key, frame));
    if (name === undefined || owner.kind !== "object") return unknown;
    const entry = owner.entries.get(name);
    return entry && !entry.optional ? entry.value : unknown;
  }

  // Names

  #name(name: string, at: Node, frame: Frame | undefined): Value {
    const scope = this.scopeOf(name, at);
    if (!scope) {
      const found = [...this.source.starImports.map((module) => `${module}.${name}`), `:${name}`].map((path) =>
        this.#linked(path),
      );
      // A name that some file of the project defines is that one.
      return found.find(({ kind }) => kind !== "origin") ?? oneOf(found, "branch");
    }
    const bindings = this.source.bindings(name).get(scope.id) ?? [];
    const { value, from } = this.#choose(bindings, at, frame);
    return this.mutated(name, value, { at, from, scope, home: bindings[0]?.node ?? at }, frame);
  }

  /** The value of a variable after everything that is done to it in place, up to `at` or to the end. */
  mutated(
    name: string,
    value: Value,
    where: { readonly at: Node | undefined; readonly from: number; readonly scope: Node; readonly home: Node },
    frame: Frame | undefined,
  ): Value {
    if (!isMutable(value)) return value;
    const uses = this.#changesOf(name, where.scope).filter((use) => use.id !== where.at?.id);
    // Each change may lead into a function that uses it in turn.
    this.#steps += uses.length;
    if (this.#steps > limits.steps) return unknown;
    return applyMutations(this, value, { uses, ...where }, frame);
  }

  /** Every place where a variable is changed. Kept, because to find the scope of each costs a walk up the tree. */
  #changesOf(name: string, scope: Node): readonly Node[] {
    let changes = this.#changes.get(name);
    if (!changes) {
      const uses = this.source.occurrences(name).filter((use) => this.source.grammar.mutation(use));
      changes = grouped(uses, (use) => this.scopeOf(name, use)?.id);
      this.#changes.set(name, changes);
    }
    return changes.get(scope.id) ?? [];
  }

  /** The end of a chain of calls that begins at a node: `new X().a().b()` for `new X()`. */
  #chainEnd(node: Node): Node {
    const { grammar } = this.source;
    const parent = parentOf(node);
    if (!parent) return node;
    const outer = grammar.expression(parent);
    if (outer.kind === "same" && outer.inner.id === node.id) return this.#chainEnd(parent);
    if (outer.kind === "call") {
      const callee = grammar.expression(outer.callee);
      return callee.kind === "member" && callee.object.id === node.id ? this.#chainEnd(parent) : node;
    }
    const call = outer.kind === "member" && outer.object.id === node.id ? parentOf(parent) : undefined;
    if (!call) return node;
    const called = grammar.expression(call);
    if (called.kind === "call" && called.callee.id === parent.id) return this.#chainEnd(call);
    // Kotlin's `X().apply { … }` is still that object.
    return called.kind === "same" && this.#isMadeAt(node, call) ? this.#chainEnd(call) : node;
  }

  #isMadeAt(made: Node, value: Node): boolean {
    const found = this.evaluate(value);
    return found.kind === "instance" && found.node?.id === made.id;
  }

  /** The name (or the member's name) that a value is given to by a definition whose whole value it is. */
  holderOf(node: Node): Node | undefined {
    const value = this.#chainEnd(node);
    const { grammar } = this.source;
    for (let parent = parentOf(value), depth = 0; parent && depth < 4; parent = parentOf(parent), depth++) {
      const names = parent.descendantsOfType([...grammar.nameKinds], parent.startPosition, value.startPosition);
      for (const name of names) {
        if (!name || name.endIndex > value.startIndex) continue;
        const binding = grammar.binding(name) ?? grammar.selfAssignment(name)?.binding;
        if (binding?.source.kind === "value" && this.#isWhole(binding.source.value, value)) return name;
      }
      if (grammar.functionAround(value).id === parent.id) return undefined;
    }
    return undefined;
  }

  /** Whether a value is all of an expression, apart from parentheses, `await` and the like. */
  #isWhole(expression: Node, value: Node): boolean {
    if (expression.id === value.id) return true;
    const inner = this.source.grammar.expression(expression);
    return inner.kind === "same" && this.#isWhole(inner.inner, value);
  }

  #linked(path: string): Value {
    return this.#surroundings.link(path, this) ?? { kind: "origin", path };
  }

  /** The evaluator of the file that a node belongs to. */
  homeOf(node: Node): Evaluator | undefined {
    return node.tree === this.source.root.tree ? this : this.#surroundings.evaluatorOf(node);
  }

  /** The scope in which a name at some place is defined. */
  scopeOf(name: string, at: Node): Node | undefined {
    const { grammar } = this.source;
    const bindings = this.source.bindings(name);
    if (bindings.size === 0) return undefined;
    const start = grammar.scopeAround(at);
    for (let scope = start; scope && start; scope = grammar.scopeAround(scope)) {
      if (bindings.has(scope.id) && grammar.isVisible(scope, start)) return scope;
    }
    return undefined;
  }

  /**
   * The value at a place, of several definitions: in code that runs in order, the last one that must have run and
   * those after it that may have; from another function, any of them.
   */
  #choose(bindings: readonly Binding[], at: Node, frame: Frame | undefined): { value: Value; from: number } {
    const [only] = bindings;
    if (only && bindings.length === 1) return { value: this.#bindingValue(only, at, frame), from: only.from };
    const { grammar } = this.source;
    const run = grammar.functionAround(at);
    const inOrder = bindings.every((binding) => grammar.functionAround(binding.node).id === run.id);
    const position = at.id === this.source.root.id ? at.endIndex : at.startIndex;
    const before = inOrder ? bindings.filter((binding) => binding.from <= position) : [];
    if (before.length === 0) {
      // A bare declaration says nothing more once there is an assignment.
      const valued = bindings.filter(({ source }) => source.kind !== "declared");
      return {
        value: oneOf(
          (valued.length > 0 ? valued : bindings).map((binding) => this.#bindingValue(binding, at, frame)),
          "reassignment",
        ),
        from: 0,
      };
    }
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

  #bindingValue(binding: Binding, at: Node, frame: Frame | undefined): Value {
    const inner = frame && contains(frame.function, binding.node) ? frame : undefined;
    const { source } = binding;
    switch (source.kind) {
      case "import":
        return this.#linked(source.origin);
      case "function":
      case "class":
        return { kind: source.kind, node: source.node };
      case "value":
        return this.#follow(this.evaluate(source.value, inner), source.path, source.fallback, at, inner);
      case "parameter":
        return this.#follow(this.#parameter(source.parameter, frame), source.path, source.fallback, at, inner);
      case "declared":
        return source.type ? this.#typed(source.type) : unknown;
      case "opaque":
        return unknown;
    }
  }

  #follow(
    start: Value,
    path: readonly string[],
    fallback: Node | undefined,
    at: Node,
    frame: Frame | undefined,
  ): Value {
    let value = start;
    for (const key of path) value = plainMember(this.member(value, key, at, frame));
    return fallback ? withFallback(value, () => this.evaluate(fallback, frame)) : value;
  }

  // Functions and their parameters

  #callFunction(node: Node, args: Arguments, frame: Frame | undefined): Value {
    const home = this.homeOf(node);
    if (home !== this) return home ? home.#callFunction(node, args, frame) : unknown;
    const depth = (frame?.depth ?? 0) + 1;
    if (depth > limits.frames) return unknown;
    const results = this.source.grammar.results(node);
    if (results.length === 0) return unknown;
    return oneOf(
      results.map((result) => this.evaluate(result, { function: node, args, depth })),
      "branch",
    );
  }

  #parameter(parameter: Parameter, frame: Frame | undefined): Value {
    const { grammar } = this.source;
    const owner = grammar.classOf(parameter.function);
    if (
      owner &&
      parameter.position === -1 &&
      grammar.parameters(parameter.function)[0]?.name === parameter.name &&
      parameter.rest === undefined
    ) {
      return { kind: "self", class: owner, above: false };
    }
    if (frame?.function.id === parameter.function.id) return given(this, parameter, frame.args);
    if (this.#asked.has(parameter.function.id)) return { kind: "parameter", node: parameter.function };
    this.#asked.add(parameter.function.id);
    const values = this.callsOf(parameter.function).map(({ call }) => given(this, parameter, this.evaluateArgs(call)));
    this.#asked.delete(parameter.function.id);
    if (values.length > 0) return oneOf(values, "callers");
    const settled = parameter.position === 0 ? settledValue(this, parameter.function) : undefined;
    if (settled) return settled;
    const typed = parameter.type ? this.#typed(parameter.type) : unknown;
    if (typed.kind !== "unknown") return typed;
    if (parameter.rest === "named") return openObject;
    const fallback = parameter.fallback ? this.evaluate(parameter.fallback) : unknown;
    return fallback.kind === "unknown" || fallback.kind === "null"
      ? { kind: "parameter", node: parameter.function }
      : fallback;
  }

  // Classes

  #classMember(node: Node, name: string, at: Node, frame: Frame | undefined): Value {
    const home = this.homeOf(node);
    if (home !== this) return home ? home.#classMember(node, name, at, frame) : unknown;
    const own = ownMembers(this.source, node, name);
    if (own.length === 0) return this.#inherited(node, name, at, frame);
    const method = own.find((binding) => binding.source.kind === "function");
    const { value } = this.#choose(method ? [method] : own, at, frame);
    const isField = !method && this.source.grammar.members(node, name).length === own.length;
    const held = isField ? this.#constructed(node, name, value) : value;
    // A member that is nothing waits for a subclass, a constructor or settings to say what it is.
    return held.kind === "null" || knownText(held) === "" ? unknown : held;
  }

  /** A field of a class whose calls may set it by name, as those of a data class do; its default where they do not. */
  #constructed(node: Node, name: string, fallback: Value): Value {
    const { grammar } = this.source;
    const calls = this.source.occurrences(node.childForFieldName("name")?.text ?? "").flatMap((occurrence) => {
      const reference = grammar.reference(occurrence);
      const parent = parentOf(reference);
      const call = parent && grammar.expression(parent);
      return call?.kind === "call" && call.callee.id === reference.id ? [call.args] : [];
    });
    const given = calls.map(({ named }) => named.find((argument) => argument.name === name)?.value);
    if (given.every((value) => value === undefined)) return fallback;
    return oneOf(
      given.map((value) => (value ? this.evaluate(value) : fallback)),
      "callers",
    );
  }

  #inherited(node: Node, name: string, at: Node, frame: Frame | undefined): Value {
    const home = this.homeOf(node);
    if (home !== this) return home ? home.#inherited(node, name, at, frame) : unknown;
    if (this.#depth >= limits.depth) return unknown;
    this.#depth++;
    const found = this.source.grammar.superclasses(node).map((superclass) => {
      const value = this.evaluate(superclass);
      if (value.kind === "class" && value.node.id !== node.id) return this.#classMember(value.node, name, at, frame);
      return value.kind === "origin" ? memberOf(instanceOf(value.path), name) : unknown;
    });
    this.#depth--;
    return found.find((value) => value.kind !== "unknown") ?? unknown;
  }

  #superOf(node: Node): Value {
    for (
      let current = this.source.grammar.functionAround(node);
      parentOf(current);
      current = this.source.grammar.functionAround(current)
    ) {
      const owner = this.source.grammar.classOf(current);
      if (owner) return { kind: "self", class: owner, above: true };
    }
    return unknown;
  }

  #mutatedMember(owner: Owner, value: Value, name: string, at: Node, frame: Frame | undefined): Value {
    if (!isMutable(value) || this.homeOf(owner.kind === "self" ? owner.class : owner.node) !== this) return value;
    const home = ownMembers(this.source, owner.kind === "self" ? owner.class : owner.node, name)[0]?.node ?? at;
    const uses = this.source
      .memberChanges(name)
      .filter((use) => use.id !== at.id && this.#isMemberOf(use, owner, name));
    return applyMutations(this, value, { uses, at, from: 0, home }, frame);
  }

  /** Whether a use of a name is a member that may be this owner's: not that of another class with a member of this name. */
  #isMemberOf(use: Node, owner: Owner, name: string): boolean {
    const member = this.source.grammar.expression(use);
    if (member.kind !== "member") return false;
    const holder = this.evaluate(member.object);
    if (holder.kind !== "self" && holder.kind !== "class") return true;
    const [theirs, own] = [holder, owner].map((value) => (value.kind === "self" ? value.class : value.node));
    return theirs?.id === own?.id || theirs === undefined || ownMembers(this.source, theirs, name).length === 0;
  }

  #typed(type: Node): Value {
    for (const name of this.source.grammar.typeNames(type)) {
      const value = this.evaluate(name);
      if (value.kind === "origin" && this.#isClass(value.path)) return instanceOf(value.path);
      if (value.kind === "class") return { kind: "self", class: value.node, above: false };
    }
    return unknown;
  }

  /** Whether a type's path leads to a class: a name without an import may be anything, but for those that the tables know. */
  #isClass(path: string): boolean {
    return !path.startsWith(":") || this.#surroundings.instances.has(path);
  }
}

function isMutable(value: Value): boolean {
  return optionsOf(value).some((option) => option.kind === "object" || option.kind === "instance");
}

function memberOf(of: InstanceValue, name: string): Value {
  const field = of.args.named.entries.get(name);
  const set = of.deeds.findLast((deed) => deed.kind === "assign" && deed.path.length === 0 && deed.name === name);
  if (set && !set.optional) return set.args.positional[0]?.value ?? unknown;
  return field && !field.optional && !set ? field.value : { kind: "method", of, path: [], name };
}

/** A member that a closed object does not have is nothing, not an operation. */
function plainMember(value: Value): Value {
  if (value.kind !== "operation") return value;
  return value.on.kind === "object" && !value.on.open ? { kind: "null", node: undefined } : unknown;
}

/** `first or second`. A second that is known says more than a first that is not: there is at least that. */
function withFallback(first: Value, second: () => Value): Value {
  if (first.kind === "text" || first.kind === "object") return first;
  const other = second();
  if (first.kind === "null" || other.kind === "text") return other;
  return first.kind === "settings" || first.kind === "parameter" ? first : oneOf([first, other], "branch");
}
