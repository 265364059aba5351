import type { Node } from "@vscode/tree-sitter-wasm";
import type { Parameter } from "../languages/expression.ts";
import type { CallIn } from "./calls.ts";
import { callsNamed, given, settledValue } from "./calls.ts";
import type { Evaluator, Frame } from "./evaluator.ts";
import type { Arguments, Value } from "./value.ts";
import { oneOf, openObject, optionsOf, unknown } from "./value.ts";

/** Calls are followed through this many functions, and a function is looked at from this many of its callers. */
const limits = { frames: 8, callers: 25 };

/** Says what the functions of one file give, and what their callers hand to them. */
export class Functions {
  readonly #evaluator: Evaluator;
  /** Functions whose callers are being looked at. */
  readonly #asked = new Set<number>();
  readonly #calls = new Map<number, readonly CallIn[]>();
  /** Many classes have methods of the same names. */
  readonly #callsByName = new Map<string, readonly CallIn[]>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** What a function gives when it is called with these arguments. */
  result(node: Node, args: Arguments, frame: Frame | undefined): Value {
    const home = this.#evaluator.homeOf(node);
    if (home !== this.#evaluator) return home?.functions.result(node, args, frame) ?? unknown;
    const depth = (frame?.depth ?? 0) + 1;
    if (depth > limits.frames) return unknown;
    const results = home.source.grammar.results(node);
    if (results.length === 0) return unknown;
    return oneOf(
      results.map((result) => home.evaluate(result, { function: node, args, depth })),
      "branch",
    );
  }

  /** What a parameter is: in the call that is being looked into, or else in all calls that the file shows. */
  parameter(parameter: Parameter, frame: Frame | undefined): Value {
    const evaluator = this.#evaluator;
    const { grammar } = evaluator.source;
    const owner = grammar.classOf(parameter.function);
    if (
      owner &&
      parameter.position === -1 &&
      grammar.parameters(parameter.function)[0]?.name === parameter.name &&
      parameter.rest === undefined
    ) {
      return { kind: "self", class: owner, above: false };
    }
    if (frame?.function.id === parameter.function.id) return given(evaluator, parameter, frame.args);
    const handedIn: Value = { kind: "parameter", node: parameter.function };
    if (this.#asked.has(parameter.function.id)) return handedIn;
    this.#asked.add(parameter.function.id);
    const values = this.#callsOf(parameter.function).map((call) =>
      given(evaluator, parameter, evaluator.evaluateArgs(call)),
    );
    this.#asked.delete(parameter.function.id);
    // No caller was found, or not all were: its default is not all that it may be.
    if (evaluator.budget.isSpent) return handedIn;
    if (values.length > 0) return oneOf(values, "callers");
    const settled = parameter.position === 0 ? settledValue(evaluator, parameter.function) : undefined;
    if (settled) return settled;
    const typed = parameter.type ? evaluator.classes.typed(parameter.type) : unknown;
    if (typed.kind !== "unknown") return typed;
    if (parameter.rest === "named") return openObject;
    const fallback = parameter.fallback ? evaluator.evaluate(parameter.fallback) : unknown;
    return fallback.kind === "unknown" || fallback.kind === "null" ? handedIn : fallback;
  }

  /** Calls in this file that reach a function, up to a limit. */
  #callsOf(functionNode: Node): readonly CallIn[] {
    const known = this.#calls.get(functionNode.id);
    if (known) return known;
    this.#calls.set(functionNode.id, []);
    const found = this.#findCalls(functionNode);
    if (this.#evaluator.budget.isSpent) this.#calls.delete(functionNode.id);
    else this.#calls.set(functionNode.id, found);
    return found;
  }

  #findCalls(functionNode: Node): readonly CallIn[] {
    const { grammar } = this.#evaluator.source;
    const named = grammar.functionName(functionNode);
    if (!named) return [];
    const owner = grammar.classOf(functionNode);
    const made = named.isConstructor ? owner : undefined;
    const name = made ? made.childForFieldName("name")?.text : named.name;
    if (name === undefined) return [];
    const isTarget = (value: Value) =>
      made
        ? value.kind === "class" && value.node.id === made.id
        : value.kind === "function" && value.node.id === functionNode.id;
    const found: CallIn[] = [];
    for (const call of this.#named(name)) {
      if (optionsOf(this.#evaluator.evaluate(call.callee)).some(isTarget)) found.push(call);
      if (found.length >= limits.callers) break;
    }
    return found;
  }

  #named(name: string): readonly CallIn[] {
    let calls = this.#callsByName.get(name);
    if (!calls) this.#callsByName.set(name, (calls = callsNamed(this.#evaluator.source, name)));
    return calls;
  }
}
