import type { Node } from "@vscode/tree-sitter-wasm";
import type { Deed } from "../resolve/deeds.ts";
import type { Entry, InstanceValue, ObjectValue, Value } from "../resolve/value.ts";
import { knownText, Lazy, oneOf, optionsOf } from "../resolve/value.ts";
import { lastName } from "./calls.ts";
import { keyValueCalls, mergeCalls } from "./keyValueCalls.ts";

/** One option of a call. */
export class Given extends Lazy {
  readonly name: string;
  /** The whole `name=value`, or the call that sets it. */
  readonly node: Node | undefined;
  readonly optional: boolean;

  constructor(
    { name, node }: { readonly name: string; readonly node: Node | undefined },
    optional: boolean,
    compute: () => Value,
  ) {
    super(compute);
    this.name = name;
    this.node = node;
    this.optional = optional;
  }
}

/** What was read of the objects that calls are given. */
export type OptionsWithin = Map<Value, CallOptions>;

/** Options of a call on one way through the code; a later one of the same name wins. */
export class CallOptions {
  readonly #given = new Map<string, Given>();
  readonly #ignoreCase: boolean;
  readonly #within: OptionsWithin;
  /** Options of this object, each as one thing for all calls that are given the object. */
  readonly #shared = new Map<Given, Given>();
  /** Creations of the objects that are being read. */
  readonly #absorbing = new Set<number>();
  /** Options may be given that are not seen. */
  open = false;
  /** Whether something that was set here took the place of what was set before. */
  #replaces = false;
  /** The object literals that gave options, by the position of their argument. */
  readonly literals = new Map<number, Node>();

  /** @param within what was read of the objects that calls are given; the same for all calls of a file */
  constructor(ignoreCase: boolean, within: OptionsWithin = new Map()) {
    this.#ignoreCase = ignoreCase;
    this.#within = within;
  }

  get all(): Iterable<Given> {
    return this.#given.values();
  }

  /** An option by its name, or by a path of names with dots. */
  get(name: string): Given | undefined {
    const direct = this.#given.get(this.#key(name));
    if (direct) return direct;
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
      const outer = this.#given.get(this.#key(name.slice(0, dot)));
      const inner = outer && this.#nested(outer, name.slice(dot + 1));
      if (inner) return inner;
    }
    return undefined;
  }

  /** Whether an option that was not found may still be given: its holder is only partly seen. */
  mayHave(name: string): boolean {
    if (this.open) return true;
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
      const outer = this.#given.get(this.#key(name.slice(0, dot)));
      if (outer && optionsOf(outer.value).some((value) => !isClosed(value))) return true;
    }
    return false;
  }

  set(given: Given): void {
    const key = this.#key(given.name);
    const before = given.optional ? this.#given.get(key) : undefined;
    this.#given.set(
      key,
      before ? new Given(given, before.optional, () => oneOf([before.value, given.value], "branch")) : given,
    );
  }

  #drop(prefix: string): void {
    this.#replaces = true;
    for (const key of this.#given.keys()) if (key.startsWith(this.#key(prefix))) this.#given.delete(key);
  }

  /** The same as `absorb`, for a value that many calls share: what it holds is read once for all of them. */
  absorbShared(value: Value): void {
    const shared = value.kind === "object" || value.kind === "instance" ? this.within(value) : undefined;
    if (!shared || (shared.#replaces && this.#given.size > 0)) {
      this.absorb(value);
      return;
    }
    if (shared.open) this.open = true;
    for (const given of shared.#given.values()) this.set(given);
  }

  /** Takes in everything that a value holds by names. */
  absorb(value: Value, prefix = "", via?: string): void {
    switch (value.kind) {
      case "object":
        this.absorbEntries(value, prefix);
        return;
      case "instance":
        if (!isClosed(value)) this.open = true;
        this.absorbInstance(value, prefix, via);
        return;
      case "null":
      case "text":
      case "function":
        return;
      default:
        this.open = true;
    }
  }

  /** What an object was made with and what was done to it, for one that the tables know. */
  absorbInstance({ args, deeds, node }: InstanceValue, prefix = "", via?: string): void {
    if (args.open) this.open = true;
    // Objects that hold each other have no end, and say nothing new the second time.
    if (node && this.#absorbing.has(node.id)) return;
    if (node) this.#absorbing.add(node.id);
    this.absorbEntries(args.named, prefix);
    for (const argument of args.positional.flatMap(({ value }) => optionsOf(value)))
      if (argument.kind === "object" || argument.kind === "instance") this.absorb(argument, prefix);
    this.absorbDeeds(deeds, prefix, via);
    if (node) this.#absorbing.delete(node.id);
  }

  absorbEntries(value: ObjectValue, prefix = ""): void {
    for (const [name, entry] of value.entries) this.set(fromEntry(prefix + name, entry));
    if (value.open) this.open = true;
  }

  /** @param via member that is left out of option names, as it stands before each of them */
  absorbDeeds(deeds: Iterable<Deed>, outer = "", via?: string): void {
    for (const deed of deeds) {
      const path = via !== undefined && deed.path[0] === via ? deed.path.slice(1) : deed.path;
      const prefix = outer + path.map((name) => `${name}.`).join("");
      const [first, second] = deed.args.positional;
      const { node, optional } = deed;
      if (deed.kind === "call" && mergeCalls.has(deed.name) && first && deed.args.positional.length === 1) {
        this.#merge(first.value, prefix);
        this.absorbEntries(deed.args.named, prefix);
        continue;
      }
      if (deed.kind === "call" && mergeCalls.has(deed.name) && second) {
        this.#pairs(deed, prefix);
        continue;
      }
      if (keyValueCalls.has(deed.name) && first && second) {
        const key = knownText(first.value);
        if (key === undefined) this.open = true;
        else this.set(new Given({ name: prefix + key, node }, optional, () => second.value));
        continue;
      }
      const value = () => first?.value ?? deed.args.named;
      // `request.Header = h` takes the place of what was set in the header before.
      if (deed.kind === "assign" && !optional) this.#drop(`${prefix}${deed.name}.`);
      this.set(new Given({ name: prefix + deed.name, node }, optional, value));
      if (second) this.set(new Given({ name: `${prefix}${deed.name}.1`, node }, optional, () => second.value));
      if (deed.kind === "call")
        for (const [name, entry] of deed.args.named.entries)
          this.set(fromEntry(`${prefix}${deed.name}.${name}`, entry));
    }
  }

  clone(): CallOptions {
    const copy = new CallOptions(this.#ignoreCase, this.#within);
    for (const [key, given] of this.#given) copy.#given.set(key, given);
    for (const [index, node] of this.literals) copy.literals.set(index, node);
    copy.open = this.open;
    return copy;
  }

  /** Names and values in turn, as `HttpRequest.headers` of Java takes them. */
  #pairs({ args: { positional }, node, optional }: Deed, prefix: string): void {
    for (let index = 0; index + 1 < positional.length; index += 2) {
      const [key, value] = [positional[index], positional[index + 1]];
      const name = key && knownText(key.value);
      if (name === undefined || !value) this.open = true;
      else this.set(new Given({ name: prefix + name, node }, optional, () => value.value));
    }
  }

  #merge(value: Value, prefix: string): void {
    for (const option of optionsOf(value)) this.absorb(option, prefix);
  }

  /** What an object holds by names. Read once: each of the names, and each option that holds the object, asks for it again. */
  within(value: ObjectValue | InstanceValue): CallOptions {
    let options = this.#within.get(value);
    if (!options) {
      options = new CallOptions(this.#ignoreCase, this.#within);
      options.absorb(value);
      this.#within.set(value, options);
    }
    return options;
  }

  #nested(outer: Given, path: string): Given | undefined {
    const values = optionsOf(outer.value);
    const holders = values.map((value) =>
      value.kind === "object" || value.kind === "instance" ? this.within(value) : undefined,
    );
    const [holder] = holders;
    const found = holders.map((options) => options?.get(path));
    const [first] = found.filter((given) => given !== undefined);
    if (!first) return undefined;
    if (holder && found.length === 1 && !outer.optional) return holder.#asShared(first);
    const everywhere = found.every((given) => given !== undefined && !given.optional);
    return new Given({ name: first.name, node: first.node }, outer.optional || !everywhere, () =>
      oneOf(
        found.flatMap((given) => (given ? [given.value] : [])),
        "branch",
      ),
    );
  }

  #asShared(given: Given): Given {
    let known = this.#shared.get(given);
    if (!known) {
      known = new Given(given, given.optional, () => oneOf([given.value], "branch"));
      this.#shared.set(given, known);
    }
    return known;
  }

  #key(name: string): string {
    return this.#ignoreCase ? name.toLowerCase() : name;
  }
}

function fromEntry(name: string, entry: Entry): Given {
  return new Given({ name, node: entry.node }, entry.optional, () => entry.value);
}

/** Whether everything that an object holds is seen. */
export function isClosed(value: Value): boolean {
  if (value.kind === "object") return !value.open;
  // What a function of another file gives (`getHeaders()`) may hold anything; a class holds what it is given.
  if (value.kind === "instance") return !value.args.open && /^[A-Z]/.test(lastName(value.origin));
  return value.kind === "text" || value.kind === "null";
}
