import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "../languages/expression.ts";
import { parentOf } from "../languages/source.ts";
import type { Evaluator } from "../resolve/evaluator.ts";
import { forwarders } from "../resolve/library.ts";
import type { Arguments, Value } from "../resolve/value.ts";
import { merge, optionsOf } from "../resolve/value.ts";
import type { Call } from "./callOptions.ts";
import type { ConnectorEntry } from "./facts.ts";

/** The names that the search for calls starts from. */
export function searchedNames(entries: readonly ConnectorEntry[]): string[] {
  return entries.map((entry) => lastName("method" in entry ? entry.method : entry.origin));
}

/** Every call in a file of one of these functions, classes or methods. Texts and comments never count, only what imports lead to. */
export function findCalls(evaluator: Evaluator, entries: readonly ConnectorEntry[]): readonly Call[] {
  return new Search(evaluator, entries).run();
}

class Search {
  readonly #evaluator: Evaluator;
  readonly #entries: readonly ConnectorEntry[];
  readonly #calls = new Map<number, Call>();

  constructor(evaluator: Evaluator, entries: readonly ConnectorEntry[]) {
    this.#evaluator = evaluator;
    this.#entries = entries;
  }

  run(): readonly Call[] {
    const seen = new Set(searchedNames(this.#entries));
    for (const word of seen) {
      for (const occurrence of this.#evaluator.source.occurrences(word)) {
        const aliases = this.#evaluator.budget.part(() => this.#visit(occurrence));
        for (const alias of aliases?.value ?? []) seen.add(alias);
      }
    }
    return [...this.#calls.values()];
  }

  /** Notes the call that an occurrence leads to. Returns further names under which the client may be called. */
  #visit(occurrence: Node): string[] {
    const { grammar } = this.#evaluator.source;
    const reference = grammar.reference(occurrence);
    const parent = parentOf(reference);
    if (!parent) return [];
    for (const implied of grammar.impliedCalls?.(reference) ?? []) {
      const call = grammar.expression(implied);
      if (call.kind === "call") this.#visitCall(implied, call);
    }
    // By far the most occurrences are calls, of something else that has a method of this name.
    const call = grammar.expression(parent);
    if (call.kind === "call" && call.callee.id === reference.id) {
      this.#visitCall(parent, call);
      return [];
    }
    const alias = parent.childForFieldName("alias");
    if (alias && alias.id !== reference.id) return [alias.text];
    const outer = parentOf(parent);
    if (parent.type === "dotted_name" && outer?.type === "aliased_import")
      return [outer.childForFieldName("alias")?.text ?? occurrence.text];
    if (grammar.binding(occurrence)) return [];

    const outerCall = outer && grammar.expression(outer);
    if (outer && outerCall?.kind === "call" && outerCall.args.positional.some((item) => item.id === reference.id)) {
      return this.#visitForwarded(outer, reference, this.#evaluator.evaluateArgs(outerCall));
    }
    // `connect = sql.connect` and `const connect = client.connect.bind(client)`
    return this.#entry(this.#evaluator.evaluate(reference)) ? namesGiven(reference) : [];
  }

  #visitCall(node: Node, call: Extract<Expression, { kind: "call" }>): void {
    const { callee } = call;
    for (const target of optionsOf(this.#evaluator.evaluate(callee))) {
      const direct = this.#entryOf(target) ?? this.#unseenEntry(target, callee);
      if (direct) this.#note(node, callee, this.#evaluator.evaluateArgs(call), target, direct);
      else if (target.kind === "partial") {
        const inner = this.#entryOf(target.callee);
        if (!inner) continue;
        const args = this.#evaluator.evaluateArgs(call);
        this.#note(node, callee, { ...args, named: merge(target.args.named, args.named) }, target.callee, inner);
      }
    }
  }

  /** `partial(sql.connect, …)`, `asyncio.to_thread(sql.connect, …)`, `pool.submit(sql.connect, …)` */
  #visitForwarded(node: Node, reference: Node, args: Arguments): string[] {
    const { grammar } = this.#evaluator.source;
    const target = this.#evaluator.evaluate(reference);
    const entry = this.#entry(target);
    if (!entry) return [];
    const call = grammar.expression(node);
    const calleeNode = call.kind === "call" ? call.callee : node;
    const callee = this.#evaluator.evaluate(calleeNode);
    const isForwarder = callee.kind === "origin" && forwarders.has(callee.path);
    if (!isForwarder && lastName(calleeNode.text) !== "submit") return [];
    const names = callee.kind === "origin" && callee.path === "functools.partial" ? namesGiven(node) : [];
    const called = names.some((name) => this.#evaluator.source.occurrences(name).some((use) => this.#isCalled(use)));
    // Where the partial is called in this file, the calls are the sites.
    if (!called) this.#note(node, reference, { ...args, positional: args.positional.slice(1) }, target, entry);
    return names;
  }

  #note(node: Node, callee: Node, args: Arguments, target: Value, entry: ConnectorEntry): void {
    this.#calls.set(node.id, {
      node,
      callee,
      list: node.childForFieldName("arguments") ?? undefined,
      args,
      receiver: target.kind === "method" ? target.of : undefined,
      via: "via" in entry ? entry.via : undefined,
    });
  }

  #isCalled(use: Node): boolean {
    const { grammar } = this.#evaluator.source;
    const reference = grammar.reference(use);
    const parent = parentOf(reference);
    const call = parent && grammar.expression(parent);
    return call?.kind === "call" && call.callee.id === reference.id;
  }

  /** The entry for a method of an object of which nothing is known, by the names alone. */
  #unseenEntry(value: Value, callee: Node): ConnectorEntry | undefined {
    if ((value.kind !== "unknown" && value.kind !== "method") || this.#evaluator.budget.isSpent) return undefined;
    const { grammar } = this.#evaluator.source;
    const member = grammar.expression(callee);
    const outer = member.kind === "member" ? grammar.expression(member.object) : undefined;
    const holder = outer?.kind === "call" ? grammar.expression(outer.callee) : outer;
    if (member.kind !== "member" || holder?.kind !== "member") return undefined;
    return this.#entries.find(
      (entry) => "anyObject" in entry && entry.method === member.name && entry.via === holder.name,
    );
  }

  #entry(value: Value): ConnectorEntry | undefined {
    for (const option of optionsOf(value)) {
      const entry = this.#entryOf(option);
      if (entry) return entry;
    }
    return undefined;
  }

  #entryOf(value: Value): ConnectorEntry | undefined {
    if (value.kind !== "origin" && value.kind !== "method") return undefined;
    return this.#entries.find((entry) => isEntry(value, entry));
  }
}

function isEntry(value: Value, entry: ConnectorEntry): boolean {
  if ("anyObject" in entry) return false;
  if (!("method" in entry)) return value.kind === "origin" && value.path === entry.origin;
  if (value.kind !== "method" || value.of.origin !== entry.origin || value.name !== entry.method) return false;
  const { via } = entry;
  if (via === undefined) return value.path.length === 0;
  if (value.path.length > 0) return value.path.includes(via);
  // `w.tokens().create()`: the step before. A builder, or Spark's reader, is the same thing at each step.
  const steps = via === "builder" || via === "read" ? value.of.deeds : value.of.deeds.slice(-1);
  return steps.some(({ path, name }) => name === via || path.includes(via));
}

/** The names that an expression is assigned to: `x` and `connect` of `self.connect = …`. */
function namesGiven(node: Node): string[] {
  let current = node;
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) {
    if (/statement|block|function|class|lambda|arguments?(?:_list)?$/.test(parent.type)) return [];
    const target = parent.childForFieldName("left") ?? parent.childForFieldName("name");
    if (target && target.id !== current.id) return [lastName(target.text)];
    current = parent;
  }
  return [];
}

export function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
}
