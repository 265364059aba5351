import type { CatalogStore } from "../catalog/store.ts";
import { isName, isSign, isWord, type Token, tokens } from "./lexer.ts";
import type { SessionState } from "./session.ts";

/** Where names of fewer than three parts belong. */
type Namespace = Pick<SessionState, "catalog" | "schema">;

/** Catalog, schema and table, in the store's spelling. */
export type TableName = readonly [string, string, string];

/** Words after which a statement names the table that it changes. */
const targets = [
  ["INSERT", "INTO"],
  ["INSERT", "OVERWRITE"],
  ["MERGE", "INTO"],
  ["DELETE", "FROM"],
  ["UPDATE"],
] as const;
const fillers = ["TABLE", "IF", "NOT", "EXISTS", "OR", "REPLACE"];

/**
 * The tables that a statement names, as far as the store knows them. A name of one or two parts counts only where a
 * table must stand, for elsewhere it may be a column.
 */
export function tablesNamed(sql: string, session: Namespace, store: CatalogStore): TableName[] {
  const all = tokens(sql);
  const found = new Map<string, TableName>();
  for (let i = 0; i < all.length; i++) {
    if (!isName(all[i]) || isSign(all[i - 1], ".")) continue;
    const { parts, next } = chain(all, i);
    const isPlace = ["FROM", "JOIN", "INTO", "TABLE", "UPDATE", "USING", "OVERWRITE"].some((word) =>
      isWord(all[i - 1], word),
    );
    const name = parts.length >= 3 || isPlace || isSign(all[i - 1], ",") ? resolved(parts, session, store) : undefined;
    if (name) found.set(name.join("\0"), name);
    i = next - 1;
  }
  return [...found.values()];
}

/** The table that a statement makes or changes; undefined for one that only reads. */
export function targetOf(sql: string, session: Namespace): { parts: TableName; verb: string } | undefined {
  const all = tokens(sql);
  const verb = all[0]?.text.toUpperCase() ?? "";
  let at = -1;
  for (const words of targets) if (words.every((word, i) => isWord(all[i], word))) at = words.length;
  if (["CREATE", "ALTER", "REPLACE"].includes(verb)) at = all.findIndex((token) => isWord(token, "TABLE"));
  if (at < 0) return undefined;
  while (fillers.some((word) => isWord(all[at], word))) at++;
  if (!isName(all[at])) return undefined;
  const [name = "", schema = session.schema, catalog = session.catalog] = chain(all, at).parts.reverse();
  return { parts: [catalog, schema, name], verb };
}

function resolved(parts: readonly string[], session: Namespace, store: CatalogStore): TableName | undefined {
  const [name = "", schemaName = session.schema, catalogName = session.catalog] = parts.slice(0, 3).reverse();
  const catalog = store.catalog(catalogName);
  const schema = catalog?.schemas.get(schemaName.toLowerCase());
  const table = schema?.tables.get(name.toLowerCase());
  return catalog && schema && table ? [catalog.name, schema.name, table.name] : undefined;
}

/** A dotted name and where it ends. */
function chain(all: readonly Token[], at: number): { parts: string[]; next: number } {
  const parts: string[] = [];
  let next = at;
  for (;;) {
    const token = all[next];
    if (!isName(token)) break;
    parts.push(token.text);
    next++;
    if (!isSign(all[next], ".") || !isName(all[next + 1])) break;
    next++;
  }
  return { parts, next };
}
