import type { CatalogStore } from "../catalog/store.ts";
import {
  describeSchema,
  describeTable,
  showColumns,
  showCreateTable,
  showSchemas,
  showTables,
} from "./catalogQueries.ts";
import { isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import { rowsQuery } from "./literal.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

/** A command that answers no result set. */
export const noResult = "";

/** The DuckDB query that answers a command about the catalog or the session; `undefined` if the statement is none. */
export function commandQuery(sql: string, session: SessionState, store: CatalogStore): string | undefined {
  const reader = new CommandReader(sql, session, store);
  if (reader.eat("SHOW")) return show(reader, session, store);
  if (reader.eat("DESCRIBE") || reader.eat("DESC")) return describe(reader, store);
  if (reader.eat("USE")) return use(reader, session, store);
  if (reader.eat("SET")) return set(reader, session);
  return undefined;
}

function show(reader: CommandReader, session: SessionState, store: CatalogStore): string {
  if (reader.eat("CATALOGS")) {
    const like = reader.like();
    reader.end();
    const names = [...store.catalogs.keys()].filter(like).sort();
    return rowsQuery(
      [["catalog", "VARCHAR"]],
      names.map((name) => [name]),
    );
  }
  if (reader.eat("SCHEMAS") || reader.eat("DATABASES")) {
    const catalog = reader.eat("IN") || reader.eat("FROM") ? reader.catalog() : reader.currentCatalog();
    const like = reader.like();
    reader.end();
    return showSchemas(catalog, like);
  }
  if (reader.eat("TABLES") || reader.eat("VIEWS")) {
    const isViews = reader.isAfter("VIEWS");
    const schema = reader.eat("IN") || reader.eat("FROM") ? reader.schema() : reader.currentSchema();
    const like = reader.like();
    reader.end();
    return showTables(schema, like, { isViews });
  }
  if (reader.eat("COLUMNS")) {
    if (!reader.eat("IN") && !reader.eat("FROM")) throw reader.syntaxError();
    const found = reader.table();
    reader.end();
    return showColumns(found.table);
  }
  if (reader.eat("CREATE") && reader.eat("TABLE")) {
    const found = reader.table();
    reader.end();
    return showCreateTable(found);
  }
  if (reader.eat("CURRENT") && (reader.eat("SCHEMA") || reader.eat("DATABASE"))) {
    return rowsQuery(
      [
        ["catalog", "VARCHAR"],
        ["namespace", "VARCHAR"],
      ],
      [[session.catalog, session.schema]],
    );
  }
  throw reader.unsupported("This SHOW statement");
}

function describe(reader: CommandReader, store: CatalogStore): string {
  if (reader.eat("CATALOG")) {
    reader.eat("EXTENDED");
    const catalog = reader.catalog();
    reader.end();
    return rowsQuery(
      [
        ["info_name", "VARCHAR"],
        ["info_value", "VARCHAR"],
      ],
      [
        ["Catalog Name", catalog.name],
        ["Comment", catalog.comment ?? ""],
        ["Owner", catalog.owner],
        ["Catalog Type", catalog.kind],
      ],
    );
  }
  if (reader.eat("SCHEMA") || reader.eat("DATABASE")) {
    reader.eat("EXTENDED");
    const schema = reader.schema();
    reader.end();
    return describeSchema(schema);
  }
  for (const word of ["HISTORY", "DETAIL", "QUERY", "FUNCTION", "VOLUME"]) {
    if (reader.isNext(word) && store.catalogs.size > 0) throw reader.unsupported(`DESCRIBE ${word}`);
  }
  reader.eat("TABLE");
  const isExtended = reader.eat("EXTENDED") || reader.eat("FORMATTED");
  const found = reader.table();
  if (reader.eat("AS")) throw reader.unsupported("DESCRIBE … AS JSON");
  reader.end();
  return describeTable(found, { isExtended });
}

function use(reader: CommandReader, session: SessionState, store: CatalogStore): string {
  if (reader.eat("CATALOG")) {
    session.catalog = reader.catalog().name;
    session.schema = store.schema(session.catalog, "default")?.name ?? "default";
  } else {
    if (!reader.eat("SCHEMA")) reader.eat("DATABASE");
    const { catalog, schema } = reader.schema();
    session.catalog = catalog.name;
    session.schema = schema.name;
  }
  reader.end();
  return noResult;
}

function set(reader: CommandReader, session: SessionState): string {
  const text = reader.rest();
  const match = /^\s*([\w.]+)\s*(?:=\s*(.*?))?\s*$/s.exec(text);
  if (match === null) throw reader.unsupported("This SET statement");
  const [, key = "", value] = match;
  if (value !== undefined) session.settings.set(key.toLowerCase(), value);
  const current = session.settings.get(key.toLowerCase()) ?? "<undefined>";
  return rowsQuery(
    [
      ["key", "VARCHAR"],
      ["value", "VARCHAR"],
    ],
    [[key, current]],
  );
}

class CommandReader {
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

  isAfter(word: string): boolean {
    return isWord(this.#all[this.#at - 1], word);
  }

  eat(word: string): boolean {
    if (!this.isNext(word)) return false;
    this.#at++;
    return true;
  }

  end(): void {
    if (this.#at < this.#all.length) throw this.syntaxError();
  }

  rest(): string {
    return this.#sql.slice(this.#all[this.#at]?.start ?? this.#sql.length);
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
    const written = parts.map((part) => `\`${part}\``).join(".");
    const [name = "", schemaName = this.#session.schema, catalogName = this.#session.catalog] = parts.reverse();
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
    const token = this.#all[this.#at];
    if (token?.kind !== "string") return () => true;
    this.#at++;
    const source = token.text.split("|").map((part) =>
      part
        .replace(/[.+?^${}()[\]\\]/g, "\\$&")
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
