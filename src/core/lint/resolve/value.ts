import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextRange } from "../../base/text.ts";
import type { Deed } from "./deeds.ts";
import { Deeds } from "./deeds.ts";

/** What the analysis knows about the value of an expression. */
export type Value =
  | TextValue
  | ObjectValue
  | { readonly kind: "null"; readonly node: Node | undefined }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  /** Read from the environment: there is a value, the code does not say which. */
  | { readonly kind: "settings"; readonly node: Node }
  /** Handed in by a caller that this file does not show. */
  | { readonly kind: "parameter"; readonly node: Node }
  /** Something imported, by its dotted path (`databricks.sql.connect`), or a global (`:dict`). */
  | { readonly kind: "origin"; readonly path: string }
  | InstanceValue
  /** A method of such an instance, or of one of its members: `path` is `tokens` for `client.tokens.create`. */
  | { readonly kind: "method"; readonly of: InstanceValue; readonly path: readonly string[]; readonly name: string }
  | { readonly kind: "function"; readonly node: Node }
  | { readonly kind: "class"; readonly node: Node }
  /** An object of a class in this file; `above` for `super`. */
  | { readonly kind: "self"; readonly class: Node; readonly above: boolean }
  /** A method of a plain value: `options.copy`, `text.strip`, `connect.bind`. */
  | { readonly kind: "operation"; readonly on: Value; readonly name: string }
  /** A function with some arguments given: `functools.partial(connect, a=1)`. */
  | { readonly kind: "partial"; readonly callee: Value; readonly args: Arguments }
  | OneOf
  | { readonly kind: "unknown" };

/** A part of a text that is not known; `source` is how the code writes it. */
export interface Hole {
  readonly source: string;
}

export interface TextValue {
  readonly kind: "text";
  readonly parts: readonly (string | Hole)[];
  readonly node: Node;
  /** The node is one literal without holes: its content can be replaced. */
  readonly plain: boolean;
  /** The text is this piece of the node: one value of a connection string. */
  readonly within?: TextRange;
  /** The node holds company and product only; the version comes from elsewhere. */
  readonly isName?: boolean;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Entry>;
  /** There may be more entries than these. */
  readonly open: boolean;
  /** The literal that a new entry could be written into, when there is exactly one. */
  readonly literal: Node | undefined;
}

/**
 * What a call of an imported class or function gave, with everything that was done to it since. Methods of clients and
 * builders mostly give the same thing back or a part of it, so the result of a method is the instance itself, one deed later.
 */
export interface InstanceValue {
  readonly kind: "instance";
  readonly origin: string;
  /** What it was made with. */
  readonly args: Arguments;
  readonly deeds: Deeds;
  /** The call that made it. */
  readonly node: Node | undefined;
}

/**
 * A value that is worked out when it is asked for. Most options of a call are never asked for, and following the
 * names in them (`host`, `path`) would cost more than all that is. Thousands are made for each file, hence classes: V8 makes
 * a shape of its own for each object literal that has a getter.
 */
export class Lazy {
  readonly #compute: () => Value;
  #known: Value | undefined;

  constructor(compute: () => Value) {
    this.#compute = compute;
  }

  get value(): Value {
    return (this.#known ??= this.#compute());
  }
}

export class Entry extends Lazy {
  /** The whole `key: value`. */
  readonly node: Node;
  /** Set on some ways through the code only. */
  readonly optional: boolean;

  constructor(node: Node, optional: boolean, compute: () => Value) {
    super(compute);
    this.node = node;
    this.optional = optional;
  }
}

export interface OneOf {
  readonly kind: "oneOf";
  readonly options: readonly Value[];
  /** Why there are several: a condition, assignments at several places, or several callers. */
  readonly by: "branch" | "reassignment" | "callers";
}

/** Arguments of a call with their values. `named` holds keywords and everything spread. */
export interface ArgumentList {
  readonly positional: readonly Lazy[];
  readonly open: boolean;
  readonly named: ObjectValue;
}

/** Arguments that are worked out when one of them is asked for: most calls are of methods that no client has. */
export class Arguments implements ArgumentList {
  readonly #compute: () => ArgumentList;
  #known: ArgumentList | undefined;

  constructor(compute: () => ArgumentList) {
    this.#compute = compute;
  }

  /** Arguments by their positions only. */
  static of(...positional: readonly Lazy[]): Arguments {
    return new Arguments(() => ({ positional, open: false, named: emptyObject }));
  }

  get positional(): readonly Lazy[] {
    return this.#all.positional;
  }

  get open(): boolean {
    return this.#all.open;
  }

  get named(): ObjectValue {
    return this.#all.named;
  }

  /** The same in part: `args.with({ open: true })`. */
  with(changes: Partial<ArgumentList>): Arguments {
    return new Arguments(() => ({ ...this.#all, ...changes }));
  }

  /** Those behind the first so many positions. */
  from(position: number): Arguments {
    return new Arguments(() => ({ ...this.#all, positional: this.positional.slice(position) }));
  }

  get #all(): ArgumentList {
    return (this.#known ??= this.#compute());
  }
}

export const unknown: Value = { kind: "unknown" };

export const emptyObject: ObjectValue = { kind: "object", entries: new Map(), open: false, literal: undefined };

/** An instance of which nothing but its class is known. */
export function instanceOf(origin: string): InstanceValue {
  return {
    kind: "instance",
    origin,
    args: Arguments.of().with({ open: true, named: openObject }),
    deeds: Deeds.none,
    node: undefined,
  };
}

export function after(instance: InstanceValue, deed: Deed): InstanceValue {
  return { ...instance, deeds: instance.deeds.and(deed) };
}

export const openObject: ObjectValue = { ...emptyObject, open: true };

/** More values than these say nothing that a rule could use, and choices of choices multiply. */
const choiceLimit = 64;

/** Several values as one; nested choices are flattened, the same value counts once and a single one stands for itself. */
export function oneOf(values: readonly Value[], by: OneOf["by"]): Value {
  const options = new Set<Value>();
  for (const value of values) for (const option of optionsOf(value)) options.add(option);
  const [first = unknown] = options;
  if (options.size <= 1) return first;
  const choice: OneOf = { kind: "oneOf", options: [...options], by };
  if (options.size <= choiceLimit) return choice;
  // A list to which ten things may have been appended is one of a thousand lists.
  const items = itemsOf(choice);
  return items ? { kind: "list", items } : unknown;
}

/** The items of a list; of several lists, each item with what stands at its place in the others. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  const lists = optionsOf(value).flatMap((option) => (option.kind === "list" ? [option.items] : []));
  if (lists.length < optionsOf(value).length) return undefined;
  const nothing: Value = { kind: "null", node: undefined };
  return Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_item, index) =>
    oneOf([...new Set(lists.map((items) => items[index] ?? nothing))], "branch"),
  );
}

/** The possible values behind a choice. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === "oneOf" ? value.options : [value];
}

/** `base` with the entries of `added` written over it. What is not known to be an object opens the result. */
export function merge(
  base: ObjectValue,
  added: Value,
  how: { readonly optional: boolean } = { optional: false },
): ObjectValue {
  if (added.kind === "null") return base;
  if (added.kind === "oneOf") return mergeChoice(base, added, how);
  if (added.kind !== "object") return { ...base, open: true };
  const entries = new Map(base.entries);
  for (const [key, entry] of added.entries) {
    const optional = entry.optional || how.optional;
    const before = optional ? entries.get(key) : undefined;
    const isOptional = optional && (before?.optional ?? true);
    entries.set(
      key,
      before || isOptional !== entry.optional
        ? new Entry(entry.node, isOptional, () => (before ? oneOf([before.value, entry.value], "branch") : entry.value))
        : entry,
    );
  }
  return { ...base, entries, open: base.open || added.open };
}

function mergeChoice(base: ObjectValue, added: OneOf, how: { readonly optional: boolean }): ObjectValue {
  const options = added.options.filter((option) => option.kind !== "null");
  let result = base;
  for (const option of options) result = merge(result, option, { optional: true });
  if (how.optional || options.length < added.options.length) return result;
  const entries = new Map(result.entries);
  for (const [key, entry] of entries) {
    const everywhere = options.every(
      (option) => option.kind === "object" && option.entries.get(key)?.optional === false,
    );
    if (everywhere) entries.set(key, new Entry(entry.node, false, () => entry.value));
  }
  return { ...result, entries };
}

/** The text with its holes shown as `{source}`. */
export function displayText(text: TextValue): string {
  return text.parts.map((part) => (typeof part === "string" ? part : `{${part.source}}`)).join("");
}

/** The text when nothing in it is unknown. */
export function knownText(value: Value): string | undefined {
  if (value.kind !== "text") return undefined;
  return value.parts.every((part) => typeof part === "string") ? value.parts.join("") : undefined;
}

/** Whether code may change it in place. */
export function isMutable(value: Value): boolean {
  return optionsOf(value).some((option) => option.kind === "object" || option.kind === "instance");
}

/** A member of an instance: what was set last, or else a method. */
export function fieldOf(of: InstanceValue, name: string): Value {
  const field = of.args.named.entries.get(name);
  const set = of.deeds.assignmentTo(name);
  if (set && !set.optional) return set.args.positional[0]?.value ?? unknown;
  return field && !field.optional && !set ? field.value : { kind: "method", of, path: [], name };
}

/** `first or second`. A second that is known says more than a first that is not: there is at least that. */
export function withFallback(first: Value, second: () => Value): Value {
  if (first.kind === "text" || first.kind === "object") return first;
  const other = second();
  // An empty text only keeps the type: `process.env.HOST ?? ""`.
  if (first.kind !== "null" && knownText(other) === "") return first;
  if (first.kind === "null" || other.kind === "text") return other;
  return first.kind === "settings" || first.kind === "parameter" ? first : oneOf([first, other], "branch");
}
