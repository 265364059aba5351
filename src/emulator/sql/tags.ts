import type { DuckDBConnection } from "@duckdb/node-api";
import { type CatalogStore, databaseName } from "../catalog/store.ts";
import { noResult } from "./commands.ts";
import { isName, isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import { quoted, rowsQuery } from "./literal.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

interface Tag {
  /** Catalog, schema, table, and the column for a tag of a column. */
  readonly path: readonly string[];
  readonly name: string;
  readonly value: string;
}

/** Tags of tables and their columns. `ALTER TABLE … SET TAGS` changes them, `information_schema` shows them. */
export class TagStore {
  readonly #store: CatalogStore;
  readonly #tags = new Map<string, Tag>();

  constructor(store: CatalogStore) {
    this.#store = store;
    const customers = ["main", "sales", "customers"];
    this.#set(customers, "data_domain", "crm");
    this.#set([...customers, "email"], "pii", "email");
    this.#set([...customers, "name"], "pii", "name");
  }

  /** `ALTER TABLE t [ALTER COLUMN c] SET TAGS ('a' = 'b')` and `UNSET TAGS ('a')`; undefined for any other statement. */
  command(sql: string, session: SessionState): string | undefined {
    const all = tokens(sql);
    const at = all.findIndex((token) => isWord(token, "TAGS"));
    const verb = [all[at - 1]].find((token) => isWord(token, "SET") || isWord(token, "UNSET"));
    if (!isWord(all[0], "ALTER") || !isWord(all[1], "TABLE") || at < 0 || verb === undefined) return undefined;
    const { path, next } = this.#table(sql, all, session);
    const column = isWord(all[next], "ALTER") && isWord(all[next + 1], "COLUMN") ? all[next + 2]?.text : undefined;
    const place = column === undefined ? path : [...path, column];
    for (const [name, value] of tagList(sql, all.slice(at + 1))) {
      if (isWord(verb, "SET")) this.#set(place, name, value);
      else this.#tags.delete(keyOf(place, name));
    }
    return noResult;
  }

  /** Adds `table_tags` and `column_tags` to every catalog's `information_schema`. */
  async fill(connection: DuckDBConnection): Promise<void> {
    const all = [...this.#tags.values()].filter(({ path: [catalog = "", schema = "", table = ""] }) =>
      this.#store.table(catalog, schema, table),
    );
    for (const catalog of this.#store.catalogs.keys()) {
      const schema = `${quoted(databaseName("system"))}.${quoted(`info ${catalog}`)}`;
      const own = all.filter(({ path }) => path[0] === catalog);
      for (const [view, parts] of [
        ["table_tags", ["catalog_name", "schema_name", "table_name"]],
        ["column_tags", ["catalog_name", "schema_name", "table_name", "column_name"]],
      ] as const) {
        const query = rowsQuery(
          [...parts, "tag_name", "tag_value"].map((name) => [name, "VARCHAR"]),
          own.filter(({ path }) => path.length === parts.length).map(({ path, name, value }) => [...path, name, value]),
        );
        await connection.run(`CREATE OR REPLACE TABLE ${schema}.${view} AS ${query}`);
      }
    }
  }

  #set(path: readonly string[], name: string, value: string): void {
    this.#tags.set(keyOf(path, name), { path, name, value });
  }

  #table(sql: string, all: readonly Token[], session: SessionState): { path: string[]; next: number } {
    const parts: string[] = [];
    let next = 2;
    for (; isName(all[next]); next += 2) {
      parts.push(all[next]?.text ?? "");
      if (!isSign(all[next + 1], ".")) break;
    }
    const [name = "", schemaName = session.schema, catalogName = session.catalog] = [...parts].reverse();
    const catalog = this.#store.catalog(catalogName);
    const schema = catalog?.schemas.get(schemaName.toLowerCase());
    const table = schema?.tables.get(name.toLowerCase());
    if (catalog && schema && table) return { path: [catalog.name, schema.name, table.name], next: next + 1 };
    const written = parts.map((part) => `\`${part}\``).join(".");
    const text = `The table or view ${written} cannot be found.`;
    throw new SqlError("TABLE_OR_VIEW_NOT_FOUND", "42P01", text, positionOf(sql, all[2]?.start ?? 0));
  }
}

/** `('a' = 'b', 'c')`: a tag without a value has an empty one. */
function tagList(sql: string, list: readonly Token[]): [string, string][] {
  const found: [string, string][] = [];
  const last = list.at(-1);
  if (!isSign(list[0], "(") || !isSign(last, ")")) throw syntaxError(sql, list[0]);
  let i = 1;
  while (i < list.length - 1) {
    const name = list[i];
    if (name?.kind !== "string") throw syntaxError(sql, name);
    const hasValue = isSign(list[i + 1], "=");
    const value = hasValue ? list[i + 2] : undefined;
    if (hasValue && value?.kind !== "string") throw syntaxError(sql, value);
    found.push([name.text, value?.text ?? ""]);
    i += hasValue ? 3 : 1;
    if (isSign(list[i], ",")) i++;
    else if (i !== list.length - 1) throw syntaxError(sql, list[i]);
  }
  return found;
}

function syntaxError(sql: string, token: Token | undefined): SqlError {
  const place = token === undefined ? "end of input" : `'${sql.slice(token.start, token.end)}'`;
  const offset = token?.start ?? sql.trimEnd().length;
  return new SqlError("PARSE_SYNTAX_ERROR", "42601", `Syntax error at or near ${place}.`, positionOf(sql, offset));
}

function keyOf(path: readonly string[], name: string): string {
  return [...path, name].join("\0").toLowerCase();
}
