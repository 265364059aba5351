import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";
import { Budget } from "./budget.ts";
import { joinArguments } from "./calls.ts";
import { Classes } from "./classes.ts";
import { Deeds } from "./deeds.ts";
import { Functions } from "./functions.ts";
import { callLibrary, callOperation, environmentOrigins } from "./library.ts";
import { Names } from "./names.ts";
import { builtText, fillTemplate, isTextMethod, joinText } from "./texts.ts";
import type { ArgumentList, ObjectValue, Value } from "./value.ts";
import {
  after,
  Arguments,
  emptyObject,
  Entry,
  fieldOf,
  instanceOf,
  itemsOf,
  knownText,
  Lazy,
  merge,
  oneOf,
  unknown,
  withFallback,
} from "./value.ts";

/** One call that is being looked into: the parameters of `function` have these values. */
export interface Frame {
  readonly function: Node;
  readonly args: Arguments;
  readonly depth: number;
}

/** Expressions are followed through this many others. */
const depthLimit = 40;

/** Methods that every function has in JavaScript. */
const functionMethods = new Set(["bind", "call", "apply"]);

/** What an evaluator may ask about the code outside its file. */
export interface Surroundings {
  /** What the analysis may still cost, in all files that it leads into. */
  readonly budget: Budget;
  /** Origins whose members are methods of one known thing, though nothing was called yet: `DatabricksSession.builder`. */
  readonly instances: ReadonlySet<string>;
  /** The meaning of an import path, where it leads into a file of the project. */
  link(path: string, from: Evaluator): Value | undefined;
  /** The evaluator of the file that a node belongs to. */
  evaluatorOf(node: Node): Evaluator | undefined;
}

function noSurroundings(): Surroundings {
  return { budget: new Budget(), instances: new Set(), link: () => undefined, evaluatorOf: () => undefined };
}

/**
 * Says what expressions of one file mean: follows names to imports, constants, parameters and the calls that fill
 * them, and looks into the functions and classes of the file. What it cannot see is `unknown`, never a guess.
 * Nodes of other files, to which an import led, are handed to the evaluator of their file.
 */
export class Evaluator {
  readonly source: Source;
  readonly names: Names;
  readonly functions: Functions;
  readonly classes: Classes;
  readonly #surroundings: Surroundings;
  readonly #known = new Map<number, Value>();
  readonly #origins = new Map<string, Value>();
  readonly #knownInside = new Map<Frame, Map<number, Value>>();
  readonly #running = new Set<number>();
  #depth = 0;

  constructor(source: Source, surroundings = noSurroundings()) {
    this.source = source;
    this.#surroundings = surroundings;
    this.names = new Names(this);
    this.functions = new Functions(this);
    this.classes = new Classes(this);
  }

  get budget(): Budget {
    return this.#surroundings.budget;
  }

  evaluate(node: Node, frame?: Frame): Value {
    const home = this.homeOf(node);
    if (home !== this) return home?.evaluate(node, frame) ?? unknown;
    if (frame) return this.#inside(node, frame);
    const known = this.#known.get(node.id);
    if (known) return known;
    if (this.#running.has(node.id)) return unknown;
    this.#running.add(node.id);
    const value = this.#value(node, undefined);
    this.#running.delete(node.id);
    if (!this.budget.isSpent) this.#known.set(node.id, value);
    return value;
  }

  #inside(node: Node, frame: Frame): Value {
    let known = this.#knownInside.get(frame);
    if (!known) this.#knownInside.set(frame, (known = new Map<number, Value>()));
    const before = known.get(node.id);
    if (before) return before;
    const value = this.#value(node, frame);
    if (!this.budget.isSpent) known.set(node.id, value);
    return value;
  }

  /** The arguments that a call holds. They are read and worked out when they are asked for. */
  evaluateArgs(call: { readonly args: Args }, frame?: Frame): Arguments {
    return new Arguments(() => this.#arguments(call.args, frame));
  }

  #arguments(args: Args, frame: Frame | undefined): ArgumentList {
    const own = args.named.map(
      ({ name, value, node }) => [name, new Entry(node, false, () => this.evaluate(value, frame))] as const,
    );
    let named: ObjectValue = own.length > 0 ? { ...emptyObject, entries: new Map(own) } : emptyObject;
    for (const spread of args.spreads) named = merge(named, this.evaluate(spread, frame));
    const positional = args.positional.map((item) => new Lazy(() => this.evaluate(item, frame)));
    const rest = args.rest && itemsOf(this.evaluate(args.rest, frame));
    if (rest) return { positional: [...positional, ...rest.map((item) => new Lazy(() => item))], open: false, named };
    return { positional, open: args.open, named };
  }

  /** What `callee(args)` gives. */
  call(callee: Value, args: Arguments, node: Node, isNew: boolean, frame?: Frame): Value {
    switch (callee.kind) {
      case "function":
        return this.functions.result(callee.node, args, frame);
      case "class":
        return { kind: "self", class: callee.node, above: false };
      case "partial":
        return this.call(callee.callee, joinArguments(callee.args, args), node, isNew, frame);
      case "origin":
        return (
          callLibrary(callee.path, args, node) ??
          (callee.path === ":super"
            ? this.classes.superAt(node)
            : { kind: "instance", origin: callee.path, args, deeds: Deeds.none, node })
        );
      case "method": {
        const { path, name } = callee;
        const written = path.length === 0 && /^[tT]oString$/.test(name) ? builtText(callee.of, node) : undefined;
        if (written) return written;
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
        if (environmentOrigins.has(value.path) && !/^:?os\.environ$/.test(value.path))
          return { kind: "settings", node: at };
        if (this.#surroundings.instances.has(value.path))
          return { kind: "method", of: { ...instanceOf(value.path), args: Arguments.of() }, path: [], name };
        return this.linked(name === "default" ? value.path : `${value.path}.${name}`);
      case "instance":
        return fieldOf(value, name);
      case "object": {
        const entry = value.entries.get(name);
        if (entry) return entry.optional ? oneOf([entry.value, unknown], "branch") : entry.value;
        return { kind: "operation", on: value, name };
      }
      case "class":
        return this.classes.member(value.node, name, at, frame);
      case "self":
        return value.above
          ? this.classes.inherited(value.class, name, at, frame)
          : this.classes.member(value.class, name, at, frame);
      case "oneOf":
        return oneOf(
          value.options.map((option) => this.member(option, name, at, frame)),
          value.by,
        );
      case "text":
        // A member of a Python enumeration.
        if (name === "value") return value;
        return { kind: "operation", on: value, name };
      case "settings":
        return isTextMethod(name) ? { kind: "operation", on: value, name } : unknown;
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

  /** The meaning of an import path. */
  linked(path: string): Value {
    return this.#surroundings.link(path, this) ?? this.#origin(path);
  }

  /** The same value for a path each time, so that a choice among equal imports is none. */
  #origin(path: string): Value {
    let origin = this.#origins.get(path);
    if (!origin) this.#origins.set(path, (origin = { kind: "origin", path }));
    return origin;
  }

  /** The evaluator of the file that a node belongs to. */
  homeOf(node: Node): Evaluator | undefined {
    return node.tree === this.source.root.tree ? this : this.#surroundings.evaluatorOf(node);
  }

  /** Whether a type's path leads to a class: a name without an import may be anything, but for those that the tables know. */
  isClass(path: string): boolean {
    return !path.startsWith(":") || this.#surroundings.instances.has(path);
  }

  /** Works out a value one step further from what was asked for; unknown where that was followed too far already. */
  deeper(compute: () => Value): Value {
    if (this.#depth >= depthLimit) return unknown;
    this.#depth++;
    const value = compute();
    this.#depth--;
    return value;
  }

  #value(node: Node, frame: Frame | undefined): Value {
    return this.deeper(() =>
      this.budget.spend() ? this.#expression(node, this.source.grammar.expression(node), frame) : unknown,
    );
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
        return this.names.value(expression.name, node, frame);
      case "member": {
        const owner = this.evaluate(expression.object, frame);
        const value = this.member(owner, expression.name, node, frame);
        return owner.kind === "self" || owner.kind === "class"
          ? this.classes.changed(owner, value, expression.name, node, frame)
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
      case "same": {
        const inner = this.evaluate(expression.inner, frame);
        return (inner.kind === "instance" ? builtText(inner, node) : undefined) ?? inner;
      }
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
    return this.functions.result(handler.node, Arguments.of(new Lazy(() => promised)), frame);
  }

  #object(node: Node, expression: Extract<Expression, { kind: "object" }>, frame: Frame | undefined): Value {
    let result: ObjectValue = { ...emptyObject, literal: node };
    let own = new Map<string, Entry>();
    const close = () => {
      if (own.size > 0) result = { ...result, entries: new Map([...result.entries, ...own]) };
      own = new Map<string, Entry>();
    };
    for (const entry of expression.entries) {
      if (entry.kind === "entry") {
        const { key, value } = entry;
        own.set(key, new Entry(entry.node, false, () => this.evaluate(value, frame)));
      } else {
        // Entries count in their order: what is spread here writes over those before it.
        close();
        result =
          entry.kind === "computed" ? { ...result, open: true } : merge(result, this.evaluate(entry.value, frame));
      }
    }
    close();
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
}
