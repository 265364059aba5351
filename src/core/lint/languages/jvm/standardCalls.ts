import type { Node } from "@vscode/tree-sitter-wasm";
import type { Args, Expression, ObjectEntry } from "../expression.ts";

/** A call as the JVM languages have it: `receiver.name(args)`. */
export interface JvmCall {
  readonly receiver: Node | undefined;
  readonly name: string;
  readonly args: Args;
}

/** What the three languages spell each in their own way. */
export interface JvmSyntax {
  /** The text of a literal without holes. */
  literal(node: Node): string | undefined;
  /** `a to b`, `a -> b`, `Map.entry(a, b)`: key and value. */
  pair(node: Node): readonly [Node, Node] | undefined;
}

/** Methods that give back what they are called on, as far as the analysis is concerned. */
const sameValue = new Set([
  "asJava",
  "asScala",
  "intern",
  "orElseThrow",
  "strip",
  "stripIndent",
  "stripMargin",
  "toString",
  "toMap",
  "toExternalForm",
  "trim",
  "trimIndent",
  "trimMargin",
]);

/** `b` when `a` is nothing. */
const fallbacks = new Set(["orElse", "getOrElse", "requireNonNullElse"]);

/** Functions that give back their argument. */
const wrappers =
  /^(?:Optional\.(?:of|ofNullable)|Objects\.requireNonNull|String\.valueOf|(?:requireNotNull|checkNotNull))$/;

const alternating = /^(?:Map|ImmutableMap)\.of$|^Collections\.singletonMap$/;
const ofPairs = /^(?:Map\.ofEntries|mapOf|Map|(?:immutable\.|collection\.immutable\.)?Map(?:\.apply)?)$/;
const changeable = /^(?:mutableMapOf|hashMapOf|linkedMapOf|(?:\w+\.)*mutable\.(?:Hash|Linked\w*)?Map)$/;
const empty = /^(?:emptyMap|Collections\.emptyMap|Map\.empty)$/;
const lists = /^(?:List\.of|Arrays\.asList|listOf|arrayOf|List|Seq|Array|ImmutableList\.of|Set\.of|setOf)$/;

/**
 * What a call of the standard library means, where it is more than a call: templates, maps and lists written out,
 * fallbacks, and methods that leave a value as it is. Undefined for all others.
 */
export function standardCall({ receiver, name, args }: JvmCall, syntax: JvmSyntax): Expression | undefined {
  const [first, second, ...more] = args.positional;
  const spelled = receiver ? `${receiver.text.replace(/^java\.(?:util|lang|net)\./, "")}.${name}` : name;
  if (name === "format" || name === "formatted") return template({ receiver, name, args }, spelled, syntax);
  if (spelled === "String.join" && first && second && more.length > 0) {
    return { kind: "text", parts: [second, ...more.flatMap((item) => [first, item])], plain: false };
  }
  if (receiver && sameValue.has(name) && args.positional.length === 0) return { kind: "same", inner: receiver };
  if (fallbacks.has(name) && first) {
    if (second) return name === "requireNonNullElse" ? { kind: "fallback", first, second } : undefined;
    return receiver && { kind: "fallback", first: receiver, second: first };
  }
  if (wrappers.test(spelled) && first) return { kind: "same", inner: first };
  if ((name === "Option" || name === "Some") && !receiver && first && !second) return { kind: "same", inner: first };
  if (empty.test(spelled)) return { kind: "object", entries: [] };
  if (alternating.test(spelled)) return { kind: "object", entries: alternate(args, syntax) };
  if (ofPairs.test(spelled)) return { kind: "object", entries: pairs(args, syntax) };
  // What is put into it later is not followed.
  if (changeable.test(spelled)) return { kind: "object", entries: [...pairs(args, syntax), { kind: "computed" }] };
  return lists.test(spelled) && !args.open ? { kind: "list", items: args.positional } : undefined;
}

/** `String.format("%s", a)`, `MessageFormat.format("{0}", a)`, `"%s".formatted(a)`; `reader.format("jdbc")` is a call like any other. */
function template({ receiver, name, args }: JvmCall, spelled: string, syntax: JvmSyntax): Expression | undefined {
  const [first, second] = args.positional;
  if (spelled === "String.format" || spelled === "MessageFormat.format") {
    const hasLocale = first !== undefined && /^(?:java\.util\.)?Locale\b/.test(first.text);
    const text = hasLocale ? second : first;
    const rest = { ...args, positional: args.positional.slice(hasLocale ? 2 : 1) };
    return (
      text && { kind: "format", style: spelled === "String.format" ? "percent" : "braces", template: text, args: rest }
    );
  }
  const isText = receiver && (syntax.literal(receiver) !== undefined || /^"|^[A-Z][A-Z0-9_]+$/.test(receiver.text));
  return receiver && (isText || name === "formatted")
    ? { kind: "format", style: "percent", template: receiver, args }
    : undefined;
}

function alternate({ positional, open }: Args, syntax: JvmSyntax): ObjectEntry[] {
  const entries: ObjectEntry[] = open ? [{ kind: "computed" }] : [];
  for (let index = 0; index + 1 < positional.length; index += 2) {
    const [key, value] = [positional[index], positional[index + 1]];
    if (key && value) entries.push(entry(key, value, value, syntax));
  }
  return entries;
}

function pairs({ positional, open }: Args, syntax: JvmSyntax): ObjectEntry[] {
  const found = positional.map((item): ObjectEntry => {
    const pair = syntax.pair(item);
    return pair ? entry(...pair, item, syntax) : { kind: "computed" };
  });
  return open ? [...found, { kind: "computed" }] : found;
}

function entry(key: Node, value: Node, node: Node, syntax: JvmSyntax): ObjectEntry {
  const name = syntax.literal(key);
  return name === undefined ? { kind: "computed" } : { kind: "entry", key: name, value, node };
}

const setters = new Set(["put", "setProperty", "set", "add"]);

/** The body of `new HashMap<>() {{ put("a", b); }}`: an entry for each call that puts one. */
export function entriesPut(calls: readonly JvmCall[], syntax: JvmSyntax): ObjectEntry[] {
  return calls.map(({ receiver, name, args: { positional } }): ObjectEntry => {
    const [key, value] = positional;
    return !receiver && setters.has(name) && key && value ? entry(key, value, value, syntax) : { kind: "computed" };
  });
}

/**
 * `new StringBuilder("a").append(b).append(c)`: the text that a chain of calls builds. `calls` are those after the constructor.
 */
export function builtText(
  made: Args,
  calls: readonly { readonly name: string; readonly args: Args }[],
): Expression | undefined {
  const appended = calls.map(({ name, args }) => (name === "append" ? args.positional : []));
  if (appended.some((items) => items.length !== 1)) return undefined;
  return { kind: "text", parts: [...made.positional, ...appended.flat()], plain: false };
}
