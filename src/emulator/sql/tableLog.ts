import type { CatalogStore } from "../catalog/store.ts";
import { typeText } from "./dataType.ts";
import { rowsQuery, textLiteral } from "./literal.ts";
import { type TableName, tablesNamed, targetOf } from "./tableReferences.ts";
import type { SessionState } from "./session.ts";

interface Version {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly user: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Edge {
  readonly source: TableName;
  readonly target: TableName;
  readonly at: number;
  readonly by: string;
}

/** Names of operations as Delta's log has them. */
const operationNames: Readonly<Record<string, string>> = {
  INSERT: "WRITE",
  UPDATE: "UPDATE",
  DELETE: "DELETE",
  MERGE: "MERGE",
  ALTER: "SET TBLPROPERTIES",
};

/** What statements did to tables, for DESCRIBE HISTORY and lineage. Sample tables begin with the version that made them. */
export class TableLog {
  readonly #store: CatalogStore;
  readonly #versions = new Map<string, Version[]>();
  readonly #edges = new Map<string, Edge>();
  /** When views were read last, as far as anybody asks: lineage forgets what is older than some months. */
  readonly #startedAt = Date.now();

  constructor(store: CatalogStore) {
    this.#store = store;
  }

  /** Notes a statement that has succeeded. */
  note(sql: string, session: SessionState, at: number): void {
    const target = targetOf(sql, session);
    if (!target) return;
    const table = this.#store.table(...target.parts);
    if (!table || table.kind === "VIEW") return;
    const [catalog, schema] = target.parts;
    const name: TableName = [catalog.toLowerCase(), schema, table.name];
    const sources = tablesNamed(sql, session, this.#store).filter((source) => keyOf(source) !== keyOf(name));
    const isMade = target.verb === "CREATE" || target.verb === "REPLACE";
    const operation = isMade
      ? `CREATE TABLE${sources.length > 0 ? " AS SELECT" : ""}`
      : (operationNames[target.verb] ?? target.verb);
    const before = isMade ? [] : this.versions(name);
    const parameters: Record<string, string> = target.verb === "INSERT" ? { mode: "Append" } : {};
    this.#versions.set(keyOf(name), [...before, { at, user: session.user, operation, parameters }]);
    for (const source of sources) {
      this.#edges.set(`${keyOf(source)}\0${keyOf(name)}`, { source, target: name, at, by: session.user });
    }
  }

  versions(name: TableName): readonly Version[] {
    const known = this.#versions.get(keyOf(name));
    const table = this.#store.table(...name);
    if (known || !table) return known ?? [];
    const columns = table.columns.map((column) => `${column.name} ${typeText(column.type)}`).join(", ");
    const parameters = { isManaged: String(table.kind === "MANAGED"), schema: columns };
    return [{ at: table.createdAt, user: table.owner, operation: "CREATE TABLE", parameters }];
  }

  /** Tables that a table was made from, and those made from it: by statements, and by the definitions of views. */
  edges(): Edge[] {
    const found = new Map(this.#edges);
    for (const { catalog, schema, table } of this.#store.tables()) {
      if (table.definition === undefined || catalog.name === "system") continue;
      const target: TableName = [catalog.name, schema.name, table.name];
      const place = { catalog: catalog.name, schema: schema.name };
      for (const source of tablesNamed(table.definition, place, this.#store)) {
        if (keyOf(source) === keyOf(target)) continue;
        found.set(`${keyOf(source)}\0${keyOf(target)}`, { source, target, at: this.#startedAt, by: table.owner });
      }
    }
    return [...found.values()];
  }

  /** The answer to DESCRIBE HISTORY, newest first. Only what is known here is filled in. */
  historyQuery(name: TableName, limit: number): string {
    const rows = this.versions(name).map((version, number) => {
      const keys = Object.keys(version.parameters).map(textLiteral).join(", ");
      const values = Object.values(version.parameters).map(textLiteral).join(", ");
      const parameters = keys === "" ? "CAST(MAP {} AS MAP(VARCHAR, VARCHAR))" : `MAP([${keys}], [${values}])`;
      return `SELECT ${number}::BIGINT AS version, make_timestamptz(${version.at * 1000}::BIGINT) AS timestamp,
        NULL::VARCHAR AS "userId", ${textLiteral(version.user)} AS "userName", ${textLiteral(version.operation)} AS operation,
        ${parameters} AS "operationParameters", ${number === 0 ? "NULL" : number - 1}::BIGINT AS "readVersion",
        ${textLiteral("WriteSerializable")} AS "isolationLevel", ${version.operation === "WRITE"} AS "isBlindAppend"`;
    });
    return `${rows.join(" UNION ALL ")} ORDER BY version DESC${Number.isFinite(limit) ? ` LIMIT ${limit}` : ""}`;
  }

  /** Rows of `system.access.table_lineage`. */
  lineageQuery(): string {
    const names = ["source", "target"].flatMap((side) => [
      ...["full_name", "catalog", "schema", "name"].map((part) => `${side}_table_${part}`),
      `${side}_type`,
    ]);
    const columns = [...names, "entity_type", "created_by"].map((name): [string, string] => [name, "VARCHAR"]);
    const rows = this.edges().map(({ source, target, at, by }) => [
      ...this.#described(source),
      ...this.#described(target),
      "DBSQL_QUERY",
      by,
      new Date(at).toISOString(),
      new Date(at).toISOString().slice(0, 10),
    ]);
    return rowsQuery([...columns, ["event_time", "TIMESTAMPTZ"], ["event_date", "DATE"]], rows);
  }

  #described(name: TableName): string[] {
    const kind = this.#store.table(...name)?.kind === "VIEW" ? "VIEW" : "TABLE";
    return [name.join("."), ...name, kind];
  }
}

function keyOf(name: TableName): string {
  return name.join("\0").toLowerCase();
}
