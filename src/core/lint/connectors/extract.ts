import type { Node } from "@vscode/tree-sitter-wasm";
import type { Source } from "../languages/source.ts";
import { parts } from "../languages/source.ts";
import { Evaluator } from "../resolve/evaluator.ts";
import { forwarders } from "../resolve/library.ts";
import { describeUserAgent } from "../resolve/userAgent.ts";
import type { Arguments, Entry, ObjectValue, Value } from "../resolve/value.ts";
import { emptyObject, merge, openObject, optionsOf, unknown } from "../resolve/value.ts";
import type { Site, UserAgent } from "../sites.ts";
import type { ConnectorEntry, ConnectorFacts } from "./facts.ts";
import { insertKeyword, insertProperty, replaceNode, wrapSpread } from "./insertions.ts";

/** A call that reaches a client: the name called, its list of arguments, and what they are. */
interface Call {
  readonly callee: Node;
  readonly list: Node | undefined;
  readonly args: Arguments;
}

/** The names that the search for a client's calls starts from. */
export function searchedNames({ entries }: ConnectorFacts): string[] {
  return entries.map((entry) => lastName("method" in entry ? entry.method : entry.origin));
}

/** Finds every use of the clients in a file. Texts and comments never count, only what the imports lead to. */
export function extractSites(source: Source, facts: readonly ConnectorFacts[]): Site[] {
  const evaluator = new Evaluator(source);
  const sites = facts
    .filter(({ triggers }) => triggers.some((word) => source.text.includes(word)))
    .flatMap((connector) => new Extraction(evaluator, connector).sites());
  return sites.sort((a, b) => a.range.start - b.range.start);
}

class Extraction {
  readonly #evaluator: Evaluator;
  readonly #facts: ConnectorFacts;
  readonly #calls = new Map<number, Call>();

  constructor(evaluator: Evaluator, facts: ConnectorFacts) {
    this.#evaluator = evaluator;
    this.#facts = facts;
  }

  sites(): Site[] {
    const seen = new Set(searchedNames(this.#facts));
    for (const word of seen) {
      for (const occurrence of this.#evaluator.source.occurrences(word)) {
        for (const alias of this.#visit(occurrence)) seen.add(alias);
      }
    }
    return [...this.#calls.values()].map((call) => this.#site(call));
  }

  /** Notes the call that an occurrence leads to. Returns further names under which the client may be called. */
  #visit(occurrence: Node): string[] {
    const { grammar } = this.#evaluator.source;
    const reference = grammar.reference(occurrence);
    const parent = reference.parent;
    if (!parent) return [];
    const alias = parent.childForFieldName("alias");
    if (alias && alias.id !== reference.id) return [alias.text];
    if (parent.type === "dotted_name" && parent.parent?.type === "aliased_import")
      return [parent.parent.childForFieldName("alias")?.text ?? occurrence.text];
    if (grammar.binding(occurrence)) return [];

    const call = grammar.expression(parent);
    if (call.kind === "call" && call.callee.id === reference.id) {
      this.#visitCall(parent, reference, this.#evaluator.evaluateArgs(call.args));
      return [];
    }
    const outer = parent.parent;
    const outerCall = outer && grammar.expression(outer);
    if (outer && outerCall?.kind === "call" && outerCall.args.positional.some((item) => item.id === reference.id)) {
      return this.#visitForwarded(outer, reference, this.#evaluator.evaluateArgs(outerCall.args));
    }
    // `connect = sql.connect` and `const connect = client.connect.bind(client)`
    return this.#matches(this.#evaluator.evaluate(reference)) ? namesGiven(reference) : [];
  }

  #visitCall(node: Node, callee: Node, args: Arguments): void {
    for (const target of optionsOf(this.#evaluator.evaluate(callee))) {
      const list = node.childForFieldName("arguments") ?? undefined;
      if (this.#isEntry(target)) this.#calls.set(node.id, { callee, list, args });
      else if (target.kind === "partial" && this.#isEntry(target.callee)) {
        this.#calls.set(node.id, { callee, list, args: { ...args, named: merge(target.args.named, args.named) } });
      }
    }
  }

  /** `partial(sql.connect, …)`, `asyncio.to_thread(sql.connect, …)`, `pool.submit(sql.connect, …)` */
  #visitForwarded(node: Node, reference: Node, args: Arguments): string[] {
    const { grammar } = this.#evaluator.source;
    if (!this.#matches(this.#evaluator.evaluate(reference))) return [];
    const call = grammar.expression(node);
    const calleeNode = call.kind === "call" ? call.callee : node;
    const callee = this.#evaluator.evaluate(calleeNode);
    const isForwarder = callee.kind === "origin" && forwarders.has(callee.path);
    if (!isForwarder && lastName(calleeNode.text) !== "submit") return [];
    const names = callee.kind === "origin" && callee.path === "functools.partial" ? namesGiven(node) : [];
    const called = names.some((name) => this.#evaluator.source.occurrences(name).some((use) => this.#isCalled(use)));
    const rest = { ...args, positional: args.positional.slice(1) };
    // Where the partial is called in this file, the calls are the sites.
    if (!called)
      this.#calls.set(node.id, {
        callee: reference,
        list: node.childForFieldName("arguments") ?? undefined,
        args: rest,
      });
    return names;
  }

  #isCalled(use: Node): boolean {
    const { grammar } = this.#evaluator.source;
    const reference = grammar.reference(use);
    const call = reference.parent && grammar.expression(reference.parent);
    return call?.kind === "call" && call.callee.id === reference.id;
  }

  #matches(value: Value): boolean {
    return optionsOf(value).some((option) => this.#isEntry(option));
  }

  #isEntry(value: Value): boolean {
    return this.#facts.entries.some((entry) => isEntry(value, entry));
  }

  #site({ callee, list, args }: Call): Site {
    const options = this.#options(args);
    return {
      connector: this.#facts.connector,
      what: "construct",
      range: { start: callee.startIndex, end: callee.endIndex },
      userAgent: this.#userAgent(options, args, list),
      auth: { kind: authOf(this.#facts, options) },
    };
  }

  #options(args: Arguments): Value {
    const { options } = this.#facts;
    if (options === "keywords") return args.named;
    return args.positional[options.argument]?.value ?? (args.open ? openObject : emptyObject);
  }

  #userAgent(options: Value, args: Arguments, list: Node | undefined): UserAgent {
    const found = optionsOf(options).map((option) => (option.kind === "object" ? this.#entry(option) : undefined));
    const objects = optionsOf(options);
    const values = found.map((entry, index) => this.#valueOf(entry, objects[index] ?? unknown));
    const combined: Value =
      values.length === 1
        ? (values[0] ?? unknown)
        : { kind: "oneOf", options: values.flatMap(optionsOf), by: "branch" };
    const described = describeUserAgent(combined);
    // Several callers hand in their options: one that sets none is a call that goes out untagged.
    const missing = values.some((value) => value.kind === "null");
    const status = missing && described.status !== "set-invalid" ? "missing" : described.status;
    const entry = found.find((candidate) => candidate !== undefined);
    const deprecated = entry && this.#deprecated(entry);
    const insert = status === "missing" ? this.#insertion(options, args, list, entry) : undefined;
    return { ...described, status, ...(deprecated ? { deprecated } : {}), ...(insert ? { insert } : {}) };
  }

  #entry(options: ObjectValue): { readonly name: string; readonly entry: Entry } | undefined {
    const { name, former } = this.#facts.userAgent;
    for (const candidate of [name, ...former.map((item) => item.name)]) {
      const entry = options.entries.get(candidate);
      if (entry) return { name: candidate, entry };
    }
    return undefined;
  }

  #valueOf(found: { readonly entry: Entry } | undefined, options: Value): Value {
    if (!found)
      return options.kind === "object" && !options.open
        ? { kind: "null", node: undefined }
        : options.kind === "null"
          ? options
          : unknown;
    const { value, optional } = found.entry;
    return optional ? { kind: "oneOf", options: [...optionsOf(value), unknown], by: "branch" } : value;
  }

  #deprecated({ name, entry }: { readonly name: string; readonly entry: Entry }): UserAgent["deprecated"] {
    const { userAgent } = this.#facts;
    if (!userAgent.former.some((former) => former.name === name && former.deprecated)) return undefined;
    const key = entry.node.childForFieldName("key") ?? entry.node.childForFieldName("name");
    return key ? { name, replacement: userAgent.name, range: { start: key.startIndex, end: key.endIndex } } : undefined;
  }

  /** The edits that set a User-Agent, at the call itself where its language allows. */
  #insertion(
    options: Value,
    args: Arguments,
    list: Node | undefined,
    found: { readonly entry: Entry } | undefined,
  ): UserAgent["insert"] {
    const { source } = this.#evaluator;
    const { name } = this.#facts.userAgent;
    if (!list) return undefined;
    const value = found?.entry.node.childForFieldName("value");
    if (found) return value ? (text) => [replaceNode(source.text, value, text)] : undefined;
    // A caller that already hands one in would then hand in two.
    if (optionsOf(options).some((option) => option.kind === "object" && option.entries.has(name))) return undefined;
    if (this.#facts.options === "keywords") return (text) => insertKeyword(source.text, list, name, text);
    const argument = parts(list)[this.#facts.options.argument];
    const literal = options.kind === "object" ? options.literal : undefined;
    if (literal) return (text) => insertProperty(source.text, literal, name, text);
    if (argument && options.kind !== "null") return (text) => wrapSpread(source.text, argument, name, text);
    return args.open || argument ? undefined : (text) => insertProperty(source.text, list, name, text);
  }
}

function isEntry(value: Value, entry: ConnectorEntry): boolean {
  if ("method" in entry) return value.kind === "method" && value.origin === entry.origin && value.name === entry.method;
  return value.kind === "origin" && value.path === entry.origin;
}

/** The names that an expression is assigned to: `x` and `connect` of `self.connect = …`. */
function namesGiven(node: Node): string[] {
  let current = node;
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (/statement|block|function|class|lambda|arguments?(?:_list)?$/.test(parent.type)) return [];
    const target = parent.childForFieldName("left") ?? parent.childForFieldName("name");
    if (target && target.id !== current.id) return [lastName(target.text)];
    current = parent;
  }
  return [];
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function authOf(facts: ConnectorFacts, options: Value): Site["auth"]["kind"] {
  const kinds = new Set(
    optionsOf(options).map((option) => (option.kind === "object" ? facts.auth(option) : "unknown")),
  );
  const [only] = kinds;
  return kinds.size === 1 && only ? only : "dynamic";
}
