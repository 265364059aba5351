import type { CatalogStore } from "../catalog/store.ts";
import {
  describeSchema,
  describeTable,
  showColumns,
  showCreateTable,
  showSchemas,
  showTables,
} from "./catalogQueries.ts";
import { CommandReader } from "./commandReader.ts";
import { rowsQuery } from "./literal.ts";
import type { SessionState } from "./session.ts";
import { showInCatalogs } from "./showInCatalogs.ts";

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
  const ofDrivers = showInCatalogs(reader, store);
  if (ofDrivers !== undefined) return ofDrivers;
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
