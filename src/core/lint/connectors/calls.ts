import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression } from "../languages/expression.ts";
import { grouped, parentOf } from "../languages/source.ts";
import type { Deed } from "../resolve/deeds.ts";
import type { Evaluator } from "../resolve/evaluator.ts";
import { forwarders } from "../resolve/library.ts";
import type { Arguments, InstanceValue, Value } from "../resolve/value.ts";
import { merge, optionsOf } from "../resolve/value.ts";
import type { ConnectorEntry } from "./facts.ts";
import type { UnseenCalls } from "./unseenCalls.ts";

/** A call that reaches a client. */
export interface Call {
  /** The whole call. */
  readonly node: Node;
  /** The name that is called. */
  readonly callee: Node;
  /** Its list of arguments, where it has one. */
  readonly list: Node | undefined;
  readonly args: Arguments;
  /** The object whose method is called. */
  readonly receiver: InstanceValue | undefined;
  /** The member of it that everything goes through: `builder`. */
  readonly via: string | undefined;
}

/** The names that the search for calls starts from. */
export function searchedNames(entries: readonly ConnectorEntry[]): string[] {
  return entries.map(nameOf);
}

/** What the search needs of a table of facts. */
interface Searched {
  readonly entries: readonly ConnectorEntry[];
  readonly address?: number;
}

/**
 * Every call in a file of the functions, classes and methods of some tables, by table. Texts and comments never count, only what
 * imports lead to. One search serves all tables: many of them wait for methods of the same name.
 *
 * @param unseen is told of what may be such a call where the budget was spent
 */
export function findCalls<T extends Searched>(
  evaluator: Evaluator,
  tables: readonly T[],
  unseen: UnseenCalls,
): (table: T) => readonly Call[] {
  const search = new Search(evaluator, tables, unseen);
  const calls = evaluator.budget.searching(() => search.run());
  return (table) => [...(calls.get(table)?.values() ?? [])];
}

/** An entry with the table that it is of. */
interface Candidate {
  readonly entry: ConnectorEntry;
  readonly table: Searched;
}

class Search {
  readonly #evaluator: Evaluator;
  readonly #unseen: UnseenCalls;
  readonly #candidates: readonly Candidate[];
  /** By the path of a function or class, or by that of a class and a method of it. */
  readonly #byTarget: ReadonlyMap<string, readonly Candidate[]>;
  readonly #ofAnyObject: readonly Candidate[];
  /** By table, by the id of the call's node. */
  readonly #calls = new Map<Searched, Map<number, Call>>();

  constructor(evaluator: Evaluator, tables: readonly Searched[], unseen: UnseenCalls) {
    this.#evaluator = evaluator;
    this.#unseen = unseen;
    this.#candidates = tables.flatMap((table) => table.entries.map((entry) => ({ entry, table })));
    this.#byTarget = grouped(this.#candidates, ({ entry }) => targetOf(entry));
    this.#ofAnyObject = this.#candidates.filter(({ entry }) => "anyObject" in entry);
  }

  run(): ReadonlyMap<Searched, ReadonlyMap<number, Call>> {
    const names = grouped(this.#candidates, ({ entry }) => nameOf(entry));
    const aliases = new Set<string>();
    for (const [name, candidates] of names) this.#visitAll(name, candidates, aliases);
    // A call under a name of the code's own may be of any table. Names that are found on the way are visited as well.
    for (const alias of aliases) this.#visitAll(alias, this.#candidates, aliases);
    return this.#calls;
  }

  #visitAll(name: string, candidates: readonly Candidate[], aliases: Set<string>): void {
    const addresses = [...new Set(candidates.map(({ table }) => table.address))];
    const { source, budget } = this.#evaluator;
    for (const occurrence of source.occurrences(name)) {
      const found = budget.part(() => this.#visit(occurrence, addresses));
      if (!found) this.#noteUnseen(occurrence.startIndex, occurrence.endIndex);
      for (const alias of found?.value ?? []) aliases.add(alias);
    }
    for (const start of source.beyond(name)) this.#noteUnseen(start, start + name.length);
  }

  /** By the text alone, as nothing more can be asked. */
  #noteUnseen(start: number, end: number): void {
    if (this.#evaluator.source.text[end] === "(") this.#unseen.note({ start, end });
  }

  /**
   * Notes the call that an occurrence leads to. Returns further names under which the client may be called.
   *
   * @param addresses where the calls that this may be take an address; undefined for those that take none
   */
  #visit(occurrence: Node, addresses: readonly (number | undefined)[]): string[] {
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
      if (!addresses.every((position) => isWord(call.args, position))) this.#visitCall(parent, call);
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
    return this.#isAny(this.#evaluator.evaluate(reference)) ? namesGiven(reference) : [];
  }

  #visitCall(node: Node, call: Extract<Expression, { kind: "call" }>): void {
    const { callee } = call;
    for (const target of optionsOf(this.#evaluator.evaluate(callee))) {
      const found = [...this.#candidatesOf(target), ...this.#unseenCandidates(target, callee)];
      if (found.length > 0) this.#note(node, callee, this.#evaluator.evaluateArgs(call), target, found);
      else if (target.kind === "partial") {
        const inner = this.#candidatesOf(target.callee);
        if (inner.length === 0) continue;
        const args = this.#evaluator.evaluateArgs(call);
        this.#note(node, callee, args.with({ named: merge(target.args.named, args.named) }), target.callee, inner);
      }
    }
  }

  /** `partial(sql.connect, …)`, `asyncio.to_thread(sql.connect, …)`, `pool.submit(sql.connect, …)` */
  #visitForwarded(node: Node, reference: Node, args: Arguments): string[] {
    const { grammar } = this.#evaluator.source;
    const target = this.#evaluator.evaluate(reference);
    const found = optionsOf(target).flatMap((option) => this.#candidatesOf(option));
    if (found.length === 0) return [];
    const call = grammar.expression(node);
    const calleeNode = call.kind === "call" ? call.callee : node;
    const callee = this.#evaluator.evaluate(calleeNode);
    const isForwarder = callee.kind === "origin" && forwarders.has(callee.path);
    if (!isForwarder && lastName(calleeNode.text) !== "submit") return [];
    const names = callee.kind === "origin" && callee.path === "functools.partial" ? namesGiven(node) : [];
    const called = names.some((name) => this.#evaluator.source.occurrences(name).some((use) => this.#isCalled(use)));
    // Where the partial is called in this file, the calls are the sites.
    if (!called) this.#note(node, reference, args.from(1), target, found);
    return names;
  }

  /** Notes a call for every table that has an entry for it; the first of them counts. */
  #note(node: Node, callee: Node, args: Arguments, target: Value, found: readonly Candidate[]): void {
    this.#evaluator.budget.noteFound();
    const noted = new Set<Searched>();
    for (const { entry, table } of found) {
      if (noted.has(table)) continue;
      noted.add(table);
      let calls = this.#calls.get(table);
      if (!calls) this.#calls.set(table, (calls = new Map<number, Call>()));
      calls.set(node.id, {
        node,
        callee,
        list: node.childForFieldName("arguments") ?? undefined,
        args,
        receiver: target.kind === "method" ? target.of : undefined,
        via: "via" in entry ? entry.via : undefined,
      });
    }
  }

  #isCalled(use: Node): boolean {
    const { grammar } = this.#evaluator.source;
    const reference = grammar.reference(use);
    const parent = parentOf(reference);
    const call = parent && grammar.expression(parent);
    return call?.kind === "call" && call.callee.id === reference.id;
  }

  /** The entries for a method of an object of which nothing is known, by the names alone. */
  #unseenCandidates(value: Value, callee: Node): readonly Candidate[] {
    if (this.#ofAnyObject.length === 0) return [];
    if ((value.kind !== "unknown" && value.kind !== "method") || this.#evaluator.budget.isSpent) return [];
    const { grammar } = this.#evaluator.source;
    const member = grammar.expression(callee);
    const outer = member.kind === "member" ? grammar.expression(member.object) : undefined;
    const holder = outer?.kind === "call" ? grammar.expression(outer.callee) : outer;
    if (member.kind !== "member" || holder?.kind !== "member") return [];
    return this.#ofAnyObject.filter(
      ({ entry }) => "anyObject" in entry && entry.method === member.name && entry.via === holder.name,
    );
  }

  #isAny(value: Value): boolean {
    return optionsOf(value).some((option) => this.#candidatesOf(option).length > 0);
  }

  /** The entries that a value is. */
  #candidatesOf(value: Value): readonly Candidate[] {
    if (value.kind === "origin") return this.#byTarget.get(value.path) ?? [];
    if (value.kind !== "method") return [];
    const ofMethod = this.#byTarget.get(methodKey(value.of.origin, value.name)) ?? [];
    return ofMethod.filter(({ entry }) => isReached(value, entry));
  }
}

function nameOf(entry: ConnectorEntry): string {
  return lastName("method" in entry ? entry.method : entry.origin);
}

function targetOf(entry: ConnectorEntry): string {
  if ("anyObject" in entry) return methodKey("", entry.method);
  return "method" in entry ? methodKey(entry.origin, entry.method) : entry.origin;
}

function methodKey(origin: string, method: string): string {
  return `${origin} ${method}`;
}

/** Whether a method is asked for by the way that an entry says: `w.tokens.create`. */
function isReached(value: Extract<Value, { kind: "method" }>, entry: ConnectorEntry): boolean {
  const via = "via" in entry ? entry.via : undefined;
  if (via === undefined) return value.path.length === 0;
  if (value.path.length > 0) return value.path.includes(via);
  // `w.tokens().create()`: the step before. A builder, or Spark's reader, is the same thing at each step.
  const { deeds } = value.of;
  const isBy = ({ path, name }: Deed) => name === via || path.includes(via);
  return via === "builder" || via === "read" ? [...deeds].some(isBy) : deeds.last !== undefined && isBy(deeds.last);
}

/** Whether a plain word (`"id"`) stands in an argument: no address has neither a dot nor a slash. */
function isWord({ positional }: Args, position: number | undefined): boolean {
  const argument = position === undefined ? undefined : positional[position];
  return argument !== undefined && /^(?:"[\w-]*"|'[\w-]*')$/.test(argument.text);
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
