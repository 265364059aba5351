import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import type { Source } from "../languages/source.ts";
import { parts } from "../languages/source.ts";
import { oncePerText } from "../oncePerText.ts";
import { holderOf } from "../resolve/chains.ts";
import type { Evaluator } from "../resolve/evaluator.ts";
import type { TextValue } from "../resolve/value.ts";
import { displayText } from "../resolve/value.ts";
import type { UserAgent } from "../sites.ts";
import type { CallOptions, Given } from "./callOptions.ts";
import type { Call } from "./calls.ts";
import type { ConnectionSyntax, ConnectorFacts, Insertion, LanguageFamily } from "./facts.ts";
import { endWithErrorCheck, insertItem, lineStart, statementAround } from "./layout.ts";
import { acrossWays } from "./siteOptions.ts";
import { findOption } from "./siteUserAgent.ts";

type Edits = UserAgent["insert"];

/** The edits that give a call its User-Agent, in the first way that fits the code; undefined where none is sure to be right. */
export function insertion(
  evaluator: Evaluator,
  facts: ConnectorFacts,
  call: Call,
  ways: readonly CallOptions[],
): { readonly edits: NonNullable<Edits>; readonly isGuess: boolean } | undefined {
  const writer = new Writer(evaluator, facts.language, call, ways);
  const found = ways.flatMap((way) => findOption(facts.userAgent, way) ?? []);
  // What is there but nothing (`user_agent_entry=None`) is replaced; what some ways give cannot be given twice.
  const [given] = found;
  const kinds = given ? [] : facts.userAgent.insert;
  let edits = given && found.length === ways.length ? writer.replacement(given) : undefined;
  for (const kind of kinds) edits ??= writer.edits(kind);
  // A text that is put together is hard enough to read: what can be said beside it is.
  for (const kind of kinds) if (kind.kind === "text") edits ??= writer.text(kind, { isWhole: false });
  return edits && { edits, isGuess: writer.isGuess };
}

class Writer {
  readonly #evaluator: Evaluator;
  readonly #source: Source;
  readonly #language: LanguageFamily;
  readonly #call: Call;
  readonly #ways: readonly CallOptions[];
  /** Whether the edits fit only as long as a part that is not seen is what its place lets expect. */
  isGuess = false;

  constructor(evaluator: Evaluator, language: LanguageFamily, call: Call, ways: readonly CallOptions[]) {
    this.#evaluator = evaluator;
    this.#source = evaluator.source;
    this.#language = language;
    this.#call = call;
    this.#ways = ways;
  }

  replacement({ node }: Given): Edits {
    const value = node?.childForFieldName("value");
    if (!value || !this.#isLocal(value)) return undefined;
    return (text) => [
      { start: value.startIndex, end: value.endIndex, text: this.#quoted(value.parent ?? value, text) },
    ];
  }

  edits(insertion: Insertion): Edits {
    const { list, args } = this.#call;
    switch (insertion.kind) {
      case "keyword":
        return list && ((text) => this.#item(list, this.#pairs(list, insertion, text, "=")));
      case "property":
        return this.#property(insertion);
      case "nested":
        return this.#nested(insertion);
      case "chain":
        return this.#chain(insertion.text);
      case "argument":
        return list && !args.open
          ? (text) => this.#argument(list, this.#filled(insertion.text, list, text))
          : undefined;
      case "text":
        return this.text(insertion, { isWhole: true });
      case "statement":
        return this.#statement(insertion);
    }
  }

  /** A further argument. Nothing may follow a list that Go spreads: there, the list grows. */
  #argument(list: Node, item: string): TextEdit[] {
    const call = this.#source.grammar.expression(this.#call.node);
    const rest = call.kind === "call" && this.#language === "go" ? call.args.rest : undefined;
    if (!rest) return this.#item(list, [item]);
    return [
      { start: rest.startIndex, end: rest.startIndex, text: "append(" },
      { start: rest.endIndex, end: rest.endIndex, text: `, ${item})` },
    ];
  }

  #property(insertion: Extract<Insertion, { kind: "property" }>): Edits {
    const { list, args } = this.#call;
    if (!list) return undefined;
    const [way] = this.#ways;
    const given = args.positional[insertion.argument]?.value;
    const own = given?.kind === "object" ? given.literal : undefined;
    const literal = this.#ways.length === 1 ? (way?.literals.get(insertion.argument) ?? own) : undefined;
    if (literal && this.#isLocal(literal))
      return (text) => this.#item(literal, this.#pairs(literal, insertion, text, ": "), " ");
    const argument = parts(list)[insertion.argument];
    if (argument && given?.kind !== "null") {
      const inner = /^(?:[\w$.]+|\(.*\)|[\w$.]+\([^()]*\))$/s.test(argument.text)
        ? argument.text
        : `(${argument.text})`;
      return (text) => [
        {
          start: argument.startIndex,
          end: argument.endIndex,
          text: `{ ...${inner}, ${this.#pairs(argument, insertion, text, ": ").join(", ")} }`,
        },
      ];
    }
    if (args.open || argument || parts(list).length < insertion.argument) return undefined;
    return (text) => this.#item(list, [`{ ${this.#pairs(list, insertion, text, ": ").join(", ")} }`]);
  }

  /** An entry in a nested object, or that object with it. */
  #nested({ option, name }: Extract<Insertion, { kind: "nested" }>): Edits {
    const { list } = this.#call;
    const given = acrossWays(this.#ways, option);
    const entry = (near: Node, text: string) => `${this.#key(near, name)}: ${this.#quoted(near, text)}`;
    if (given) {
      const literal = given.value.kind === "object" && !given.optional ? given.value.literal : undefined;
      if (!literal || !this.#isLocal(literal)) return undefined;
      const padding = this.#language === "javascript" ? " " : "";
      return (text) => this.#item(literal, [entry(literal, text)], padding);
    }
    if (!list || this.#ways.some(({ open }) => open)) return undefined;
    if (this.#language === "python") return (text) => this.#item(list, [`${option}={${entry(list, text)}}`]);
    return undefined;
  }

  /** `.userAgent("…")` before the last method of a chain, on a line of its own where the methods stand on lines. */
  #chain(template: string): Edits {
    const callee = this.#source.grammar.expression(this.#call.callee);
    if (callee.kind !== "member" || !this.#isLocal(callee.object)) return undefined;
    const at = callee.object.endIndex;
    const gap = /^\s*/.exec(this.#source.text.slice(at))?.[0] ?? "";
    return (text) => [{ start: at, end: at, text: gap + this.#filled(template, this.#call.node, text) }];
  }

  /**
   * `;Key=value` at the end of a connection string: in the literal that ends it, or added to a sum that ends otherwise.
   * @param isWhole only where the string is one literal
   */
  text(
    { option, syntax, name }: Extract<Insertion, { kind: "text" }>,
    { isWhole }: { readonly isWhole: boolean },
  ): Edits {
    const value = acrossWays(this.#ways, option)?.value;
    if (value?.kind !== "text" || value.plain !== isWhole || !this.#isLocal(value.node)) return undefined;
    const last = value.plain ? value.node : this.#lastPiece(value);
    // What a hole holds is not looked into for `?` and `;`.
    const content = value.parts.map((part) => (typeof part === "string" ? part : "{}")).join("");
    if (!last || /\s$/.test(content)) return undefined;
    const isUrl = syntax === "query" || (syntax === "libpq" && content.includes("://"));
    if (syntax === "libpq" && !isUrl && !/^\s*\w+\s*=/.test(content)) return undefined;
    // `…:443%s`: a path that brings parameters of its own would be followed by a second `?`.
    if (isUrl && /^[^?]*\{\}$/.test(content)) this.isGuess = true;
    const entry = (text: string) => connectionEntry(content, syntax, name, text);
    const quotes = /^[a-zA-Z@$]*("""|\'\'\'|"|\'|`)/.exec(last.text)?.[1];
    const at = last.endIndex;
    if (isSum(last)) return (text) => [{ start: at, end: at, text: ` + ${this.#quoted(last, entry(text))}` }];
    if (quotes === undefined || !last.text.endsWith(quotes)) return undefined;
    return (text) => [{ start: at - quotes.length, end: at - quotes.length, text: entry(text) }];
  }

  /** The literal that a text ends with: of a sum the last, of `fmt.Sprintf` and the like the template. Of a sum that ends with something else, the sum. */
  #lastPiece(value: TextValue): Node | undefined {
    const { grammar } = this.#source;
    const whole = this.#evaluator.evaluate(value.node);
    // A piece that was cut out of it does not end where it ends.
    if (whole.kind !== "text" || displayText(whole) !== displayText(value)) return undefined;
    let current = value.node;
    for (;;) {
      if (isLiteral(current)) return current;
      const found = grammar.expression(current);
      const last = found.kind === "format" ? found.template : found.kind === "text" ? found.parts.at(-1) : undefined;
      if (last === undefined || typeof last === "string") return undefined;
      if (isSum(current) && !isLiteral(last) && !isSum(last)) return current;
      current = last;
    }
  }

  #statement({ of, among, text: template }: Extract<Insertion, { kind: "statement" }>): Edits {
    const { source } = this;
    const given = this.#call.list ? parts(this.#call.list) : [];
    if (among !== undefined && given.length !== among) return undefined;
    const argument = typeof of === "number" ? given[of] : undefined;
    const isName = argument !== undefined && /^[\w$.]+$/.test(argument.text);
    const made = argument && !isName ? this.#madeFor(argument) : undefined;
    const maker = of === "result" ? this.#call.node : made;
    const name = maker
      ? holderOf(this.#evaluator, maker)
      : of === "receiver"
        ? this.#receiverName()
        : isName
          ? argument
          : undefined;
    const statement = statementAround(source.grammar, maker ?? this.#call.node);
    // A later `request.Header = h` would take away what is set in the header here.
    const member = /^\$object\.(\w+)\./.exec(template)?.[1];
    if (member !== undefined && acrossWays(this.#ways, member)) return undefined;
    if (!name || !statement) return undefined;
    // What `if req, err := …; err == nil {` and `try (var pool = …) {` make is gone behind them.
    if (maker && /^(?:if|for|while|switch|try|using|when|match)_/.test(statement.type)) return undefined;
    const { text: whole } = source;
    const indent = /^[ \t]*/.exec(whole.slice(lineStart(whole, statement.startIndex)))?.[0] ?? "";
    const eol = lineBreakOf(whole);
    const end = endWithErrorCheck(statement);
    return (text) => {
      const line = this.#filled(template, statement, text).replaceAll("$object", name.text);
      return maker
        ? [{ start: end, end, text: `${eol}${indent}${line}` }]
        : [{ start: statement.startIndex, end: statement.startIndex, text: `${line}${eol}${indent}` }];
    };
  }

  /** Where a function of this file makes the properties that it gives to a call: `getConnection(url, properties())`. */
  #madeFor(argument: Node): Node | undefined {
    const value = this.#evaluator.evaluate(argument);
    if (value.kind !== "instance" || value.origin !== "java.util.Properties") return undefined;
    const { node } = value;
    if (!node || !this.#isLocal(node)) return undefined;
    const statement = statementAround(this.#source.grammar, node)?.text ?? "";
    // A name of some other type may have no `setProperty`.
    return /^(?:final\s+)?(?:va[lr]|(?:java\.util\.)?Properties)\s/.test(statement) ? node : undefined;
  }

  #receiverName(): Node | undefined {
    const callee = this.#source.grammar.expression(this.#call.callee);
    return callee.kind === "member" && /^[\w$.]+$/.test(callee.object.text) ? callee.object : undefined;
  }

  get source(): Source {
    return this.#source;
  }

  /** `name="value"`, or two of them where name and version are given apart. */
  #pairs(
    near: Node,
    { name, version }: { readonly name: string; readonly version?: string },
    value: string,
    sign: "=" | ": ",
  ): string[] {
    const pair = (key: string, text: string) =>
      `${sign === "=" ? key : this.#key(near, key)}${sign}${this.#quoted(near, text)}`;
    if (version === undefined) return [pair(name, value)];
    const [product = value, number] = value.split("/");
    return [pair(name, product), ...(number === undefined ? [] : [pair(version, number)])];
  }

  #item(list: Node, items: readonly string[], padding = ""): TextEdit[] {
    return insertItem(this.#source.text, list, items, { padding });
  }

  /** Fills `$`, `$name`, `$version` and `$package` of a template. */
  #filled(template: string, near: Node, value: string): string {
    const [name = value, version = "0.0.0"] = value.split("/");
    const callee = this.#call.callee.text;
    const dot = callee.lastIndexOf(".");
    return template.replace(/\$(name|version|package|object)?/g, (whole, key?: string) => {
      if (key === "object") return whole;
      if (key === "package") return dot < 0 ? "" : callee.slice(0, dot);
      return this.#quoted(near, key === "name" ? name : key === "version" ? version : value);
    });
  }

  #key(near: Node, name: string): string {
    return this.#language === "javascript" && /^[A-Za-z_$][\w$]*$/.test(name) ? name : this.#quoted(near, name);
  }

  /** A literal in the quotes that the code around uses, or else the file. A User-Agent holds nothing to escape. */
  #quoted(near: Node, value: string): string {
    const free = this.#language === "python" || this.#language === "javascript" || this.#language === "shell";
    const quote = free ? (/["']/.exec(near.text)?.[0] ?? firstQuote(this.#source.text)) : '"';
    return `${quote}${value}${quote}`;
  }

  #isLocal(node: Node): boolean {
    return node.tree === this.#source.root.tree;
  }
}

function isLiteral({ type }: Node): boolean {
  return /string|template/.test(type);
}

function isSum({ type }: Node): boolean {
  return /^(?:binary|infix|additive)_/.test(type);
}

const firstQuote = oncePerText((text) => /["']/.exec(text)?.[0] ?? '"');

function connectionEntry(content: string, syntax: ConnectionSyntax, name: string, value: string): string {
  switch (syntax) {
    case "jdbc":
    case "odbc":
    case "spark":
      return `${content === "" || content.endsWith(";") ? "" : ";"}${name}=${value}`;
    case "query":
      return `${content.includes("?") ? (/[?&]$/.test(content) ? "" : "&") : "?"}${name}=${value}`;
    case "libpq":
      return content.includes("://") ? connectionEntry(content, "query", name, value) : ` ${name}=${value}`;
  }
}
