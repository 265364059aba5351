import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextRange } from "../../base/text.ts";
import { keptWith } from "../languages/remembered.ts";
import type { Source } from "../languages/source.ts";
import type { Value } from "../resolve/value.ts";
import { displayText, oneOf, optionsOf, unknown } from "../resolve/value.ts";
import type { SiteOption, SiteOptions } from "../sites.ts";
import type { CallOptions } from "./callOptions.ts";
import { Given, isClosed } from "./callOptions.ts";
import { FrozenOptions } from "./frozenOptions.ts";

const nestingLimit = 3;

/** More options than these are not written down: objects that hold each other have no end. */
const optionLimit = 60;

/** Classes and functions of which nothing but the address that they hold matters. */
const addresses = new Set([
  "java.net.URI",
  "java.net.URI.create",
  "java.net.URL",
  "okhttp3.HttpUrl.get",
  "okhttp3.HttpUrl.parse",
]);

/** What is known of the options of a call, on all ways through the code together. */
export class CallSiteOptions implements SiteOptions {
  readonly ways: readonly CallOptions[];
  readonly #source: Source;
  readonly #known = new Map<string, SiteOption | undefined>();

  constructor(source: Source, ways: readonly CallOptions[]) {
    this.#source = source;
    this.ways = ways;
  }

  get open(): boolean {
    return this.ways.some(({ open }) => open);
  }

  get names(): readonly string[] {
    return [...new Set(this.ways.flatMap((way) => [...way.all].map(({ name }) => name)))];
  }

  get(name: string): SiteOption | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#read(name));
    return this.#known.get(name);
  }

  has(name: string): boolean {
    const option = this.get(name);
    return option !== undefined && option.kind !== "null" && !option.optional;
  }

  /** The same as plain data. Nested options are read as deep as clients nest them. */
  freeze(ignoreCase: boolean): FrozenOptions {
    const options = new Map<string, SiteOption>();
    const add = (path: string, depth: number) => {
      const option = this.get(path);
      if (!option) return;
      options.set(path, option);
      if (option.kind !== "object" || depth === nestingLimit) return;
      if (options.size > optionLimit) return;
      for (const name of this.#nestedNames(path)) {
        if (options.size > optionLimit) return;
        add(`${path}.${name}`, depth + 1);
      }
    };
    const { names } = this;
    for (const name of names) if (options.size <= optionLimit) add(name, 1);
    const isCut = options.size > optionLimit;
    return new FrozenOptions(options, { names, open: this.open || isCut, ignoreCase });
  }

  #nestedNames(path: string): string[] {
    const [way] = this.ways;
    const values = optionsOf(acrossWays(this.ways, path)?.value ?? unknown);
    return [
      ...new Set(
        values.flatMap((value) =>
          way && (value.kind === "object" || value.kind === "instance")
            ? [...way.within(value).all].map(({ name }) => name)
            : [],
        ),
      ),
    ];
  }

  #read(name: string): SiteOption | undefined {
    const given = acrossWays(this.ways, name);
    if (!given) return undefined;
    // For the other calls that are given the same object.
    const known = keptWith<Given, SiteOption>(this.#source.root.tree, CallSiteOptions);
    let option = known.get(given);
    if (!option) known.set(given, (option = this.#describe(given)));
    return option;
  }

  #describe(given: Given): SiteOption {
    const value = given.value;
    const options = optionsOf(value).flatMap(addressTexts);
    const shown = options.find(({ kind }) => kind === "text") ?? options[0];
    const text = shown?.kind === "text" ? shown : undefined;
    const range = given.node && this.#ownRange(given.node);
    const valueNode = valueOf(given.node);
    const place =
      text?.within ?? ((valueNode ?? text?.node) ? this.#local((valueNode ?? text?.node) as Node) : undefined);
    return {
      name: given.name,
      kind: kindOf(shown ?? value),
      ...(text ? { text: displayText(text) } : {}),
      ...(shown?.kind === "instance" ? { made: shown.origin } : {}),
      ...(shown?.kind === "settings" ? { source: shown.node.text } : {}),
      hasHoles: text ? text.parts.some((part) => typeof part !== "string") : isPartlySeen(shown ?? value),
      optional: given.optional || value.kind === "oneOf",
      ...(range ? { range } : {}),
      ...(place ? { value: place } : {}),
    };
  }

  /** Of a call in a chain over several lines only its own part, without comments above it: `.setHost(host)`. */
  #ownRange(node: Node): TextRange | undefined {
    const range = this.#local(node);
    const { grammar, text } = this.#source;
    if (!range || !text.slice(range.start, range.end).includes("\n")) return range;
    const call = grammar.expression(node);
    const callee = call.kind === "call" && !call.isNew ? grammar.expression(call.callee) : undefined;
    if (callee?.kind !== "member" || grammar.expression(callee.object).kind !== "call") return range;
    const behind = callee.object.endIndex;
    const [gap = ""] = /^(?:\s|\/\/.*|#.*|\/\*[^]*?\*\/)*/.exec(text.slice(behind)) ?? [];
    return { start: behind + gap.length, end: range.end };
  }

  #local(node: Node): TextRange | undefined {
    return node.tree === this.#source.root.tree ? { start: node.startIndex, end: node.endIndex } : undefined;
  }
}

/** One option over all ways through the code: optional when some way lacks it. */
export function acrossWays(ways: readonly CallOptions[], name: string): Given | undefined {
  const found = ways.flatMap((way) => way.get(name) ?? []);
  const [first] = found;
  if (!first || ways.length === 1) return first;
  const optional = found.length < ways.length || found.some((given) => given.optional);
  return new Given({ name: first.name, node: first.node }, optional, () =>
    oneOf(
      found.map(({ value }) => value),
      "branch",
    ),
  );
}

function kindOf(value: Value): SiteOption["kind"] {
  switch (value.kind) {
    case "text":
    case "null":
    case "settings":
    case "parameter":
      return value.kind;
    case "object":
    case "instance":
    case "list":
    case "self":
      return "object";
    case "function":
    case "method":
    case "operation":
    case "partial":
      return "function";
    case "origin":
    case "class":
    case "oneOf":
    case "unknown":
      return "unknown";
  }
}

function isPartlySeen(value: Value): boolean {
  return (value.kind === "object" || value.kind === "instance") && !isClosed(value);
}

/** The value within `name=value`; in `{ token }` the name is the value. */
function valueOf(node: Node | undefined): Node | undefined {
  return (
    node?.childForFieldName("value") ?? node?.childForFieldName("right") ?? (node?.childCount === 0 ? node : undefined)
  );
}

function addressTexts(value: Value): readonly Value[] {
  const [first] = value.kind === "instance" && addresses.has(value.origin) ? value.args.positional : [];
  const texts = first ? optionsOf(first.value).filter(({ kind }) => kind === "text") : [];
  return texts.length > 0 ? texts : [value];
}
