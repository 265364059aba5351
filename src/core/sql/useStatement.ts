import { sqlTokens } from "./tokens.ts";

/** Where names without a catalog or schema are looked up. */
export interface Namespace {
  readonly catalog?: string;
  readonly schema?: string;
}

/** The schema that `USE CATALOG` leads to. */
const defaultSchema = "default";

/**
 * The session's namespace after a statement that has succeeded, or undefined when the statement does not move it.
 * `valueOf` gives the values of parameters, for `IDENTIFIER(:name)`. A name that cannot be read here gives `{}`: unknown.
 * Source: `sql-ref-syntax-ddl-use-schema`, `-use-catalog` and `-set-catalog` of the SQL language manual.
 */
export function namespaceAfter(
  sql: string,
  before: Namespace,
  valueOf: (parameter: string) => string | undefined,
): Namespace | undefined {
  if (!moves(sql)) return undefined;
  const reader = new NameReader(sql, valueOf);
  if (reader.eat("SET")) return reader.eat("CATALOG") ? atCatalog(reader.name(1)) : undefined;
  if (!reader.eat("USE")) return undefined;
  if (reader.eat("CATALOG")) return atCatalog(reader.name(1));
  const isSchema = reader.eat("SCHEMA") || reader.eat("DATABASE") || reader.eat("NAMESPACE");
  const parts = reader.name(2) ?? [];
  const [schema, catalog = before.catalog] = [...parts].reverse();
  if (schema === undefined) return isSchema || parts.length === 0 ? {} : undefined;
  return catalog === undefined ? { schema } : { catalog, schema };
}

/** Of all statements above a cursor, few begin with one of these. */
function moves(sql: string): boolean {
  const [first] = sqlTokens(sql);
  return first !== undefined && /^(?:SET|USE)$/i.test(sql.slice(first.start, first.end));
}

function atCatalog(parts: readonly string[] | undefined): Namespace {
  const [catalog] = parts ?? [];
  return catalog === undefined ? {} : { catalog, schema: defaultSchema };
}

class NameReader {
  readonly #sql: string;
  readonly #texts: readonly { readonly kind: string; readonly text: string }[];
  readonly #valueOf: (parameter: string) => string | undefined;
  #at = 0;

  constructor(sql: string, valueOf: (parameter: string) => string | undefined) {
    this.#sql = sql;
    this.#valueOf = valueOf;
    // A USE has few tokens; a long statement of another kind need not be read to its end.
    const texts: { kind: string; text: string }[] = [];
    for (const { kind, start, end } of sqlTokens(sql)) {
      texts.push({ kind, text: this.#sql.slice(start, end) });
      if (texts.length === 12) break;
    }
    this.#texts = texts;
  }

  eat(word: string): boolean {
    const next = this.#texts[this.#at];
    if (next?.kind !== "word" || next.text.toUpperCase() !== word) return false;
    this.#at++;
    return true;
  }

  /** The parts of a name that takes the rest of the statement, at most so many; undefined when it is not that. */
  name(most: number): readonly string[] | undefined {
    const rest = this.#texts.slice(this.#at);
    const inner = rest[0]?.text.toUpperCase() === "IDENTIFIER" && rest[1]?.text === "(" ? this.#identifier(rest) : rest;
    if (!inner) return undefined;
    const parts = inner.filter((_, i) => i % 2 === 0).map(({ kind, text }) => plainName(kind, text));
    const dots = inner.filter((_, i) => i % 2 === 1);
    const isName = inner.length % 2 === 1 && parts.length <= most && dots.every(({ text }) => text === ".");
    return isName && parts.every((part) => part !== undefined) ? parts : undefined;
  }

  /** The name in `IDENTIFIER('a.b')` or `IDENTIFIER(:name)`, as tokens. */
  #identifier(
    rest: readonly { readonly kind: string; readonly text: string }[],
  ): readonly { readonly kind: string; readonly text: string }[] | undefined {
    const [first, second] = [rest[2], rest[3]];
    const isMarker = first?.text === ":" && second?.kind === "word";
    if (rest.length !== (isMarker ? 5 : 4)) return undefined;
    const text = isMarker ? this.#valueOf(second.text) : first?.kind === "text" ? plainText(first.text) : undefined;
    if (text === undefined) return undefined;
    return [...sqlTokens(text)].map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }));
  }
}

function plainName(kind: string, text: string): string | undefined {
  if (kind === "word") return text;
  if (kind === "name") return text.slice(1, -1).replaceAll("``", "`");
  return kind === "text" ? plainText(text) : undefined;
}

/** A string without escapes, which names have none of. */
const plainText = (text: string): string | undefined => (/[\\$]/.test(text) ? undefined : text.slice(1, -1));
