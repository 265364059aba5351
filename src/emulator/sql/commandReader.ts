import type { CatalogStore } from "../catalog/store.ts";
import { isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

/** Reads a command about the catalog word by word. Names that are not there are errors, as the warehouse words them. */
export class CommandReader {
  readonly #sql: string;
  readonly #all: readonly Token[];
  readonly #session: SessionState;
  readonly #store: CatalogStore;
  #at = 0;

  constructor(sql: string, session: SessionState, store: CatalogStore) {
    this.#sql = sql;
    this.#all = tokens(sql);
    this.#session = session;
    this.#store = store;
  }

  isNext(word: string): boolean {
    return isWord(this.#all[this.#at], word);
  }

  /** Whether these words are next; they are eaten together or not at all. */
  eatAll(...words: string[]): boolean {
    const isThere = words.every((word, i) => isWord(this.#all[this.#at + i], word));
    if (isThere) this.#at += words.length;
    return isThere;
  }

  isAfter(word: string): boolean {
    return isWord(this.#all[this.#at - 1], word);
  }

  eat(word: string): boolean {
    if (!this.isNext(word)) return false;
    this.#at++;
    return true;
  }

  eatSign(sign: string): boolean {
    if (!isSign(this.#all[this.#at], sign)) return false;
    this.#at++;
    return true;
  }

  sign(sign: string): void {
    if (!this.eatSign(sign)) throw this.syntaxError();
  }

  /** The content of a string. */
  string(): string {
    const token = this.#all[this.#at];
    if (token?.kind !== "string") throw this.syntaxError();
    this.#at++;
    return token.text;
  }

  end(): void {
    if (this.#at < this.#all.length) throw this.syntaxError();
  }

  rest(): string {
    return this.#sql.slice(this.#all[this.#at]?.start ?? this.#sql.length);
  }

  /** One part of a name; nothing says that it has to be there. */
  name(): string {
    return this.#names(1).parts[0] ?? "";
  }

  catalog() {
    const { parts, offset } = this.#names(1);
    return this.#catalogNamed(parts[0] ?? "", offset);
  }

  currentCatalog() {
    return this.#catalogNamed(this.#session.catalog, 0);
  }

  schema() {
    const { parts, offset } = this.#names(2);
    const [schema = "", catalog = this.#session.catalog] = parts.reverse();
    return this.#schemaNamed(catalog, schema, offset);
  }

  currentSchema() {
    return this.#schemaNamed(this.#session.catalog, this.#session.schema, 0);
  }

  table() {
    const { parts, offset } = this.#names(3);
    return this.tableNamed(parts, offset);
  }

  /** @param offset where the name stands in the command */
  tableNamed(parts: readonly string[], offset = 0) {
    const written = parts.map((part) => `\`${part}\``).join(".");
    const [name = "", schemaName = this.#session.schema, catalogName = this.#session.catalog] = parts.toReversed();
    const catalog = this.#store.catalog(catalogName);
    const schema = catalog?.schemas.get(schemaName.toLowerCase());
    const table = schema?.tables.get(name.toLowerCase());
    if (catalog === undefined || schema === undefined || table === undefined) {
      throw new SqlError(
        "TABLE_OR_VIEW_NOT_FOUND",
        "42P01",
        `The table or view ${written} cannot be found. Verify the spelling and correctness of the schema and catalog.`,
        positionOf(this.#sql, offset),
      );
    }
    return { catalog, schema, table };
  }

  /** `LIKE 'a*|b'` in Spark's pattern language, as a test of names. */
  like(): (name: string) => boolean {
    this.eat("LIKE");
    return this.pattern();
  }

  /** A pattern, or nothing, which fits every name. A point is any one sign, as it is in Spark's regular expressions. */
  pattern(): (name: string) => boolean {
    const token = this.#all[this.#at];
    if (token?.kind !== "string") return () => true;
    this.#at++;
    const source = token.text.split("|").map((part) =>
      part
        .replace(/[+?^${}()[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("%", ".*"),
    );
    const pattern = new RegExp(`^(?:${source.join("|")})$`, "i");
    return (name) => pattern.test(name);
  }

  syntaxError(): SqlError {
    const token = this.#all[this.#at];
    const place = token === undefined ? "end of input" : `'${this.#sql.slice(token.start, token.end)}'`;
    const offset = token?.start ?? this.#sql.trimEnd().length;
    return new SqlError(
      "PARSE_SYNTAX_ERROR",
      "42601",
      `Syntax error at or near ${place}.`,
      positionOf(this.#sql, offset),
    );
  }

  unsupported(what: string): SqlError {
    return SqlError.unsupported(what, positionOf(this.#sql, this.#all[0]?.start ?? 0));
  }

  #catalogNamed(name: string, offset: number) {
    const catalog = this.#store.catalog(name);
    if (catalog === undefined) {
      throw new SqlError(
        "NO_SUCH_CATALOG_EXCEPTION",
        "42704",
        `Catalog '${name}' was not found.`,
        positionOf(this.#sql, offset),
      );
    }
    return catalog;
  }

  #schemaNamed(catalogName: string, name: string, offset: number) {
    const catalog = this.#catalogNamed(catalogName, offset);
    const schema = catalog.schemas.get(name.toLowerCase());
    if (schema === undefined) {
      throw new SqlError(
        "SCHEMA_NOT_FOUND",
        "42704",
        `The schema \`${catalogName}\`.\`${name}\` cannot be found. Verify the spelling and correctness of the schema and catalog.`,
        positionOf(this.#sql, offset),
      );
    }
    return { catalog, schema };
  }

  #names(most: number): { parts: string[]; offset: number } {
    const first = this.#all[this.#at];
    const parts: string[] = [];
    do {
      const token = this.#all[this.#at];
      // Strings are accepted because `USE CATALOG 'main'` is valid.
      if (token === undefined || token.kind === "sign" || token.kind === "number") throw this.syntaxError();
      parts.push(token.text);
      this.#at++;
    } while (parts.length < most && isSign(this.#all[this.#at], ".") && ++this.#at > 0);
    return { parts, offset: first?.start ?? 0 };
  }
}
