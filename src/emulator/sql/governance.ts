import type { DuckDBConnection } from "@duckdb/node-api";
import type { GrantStore, Place } from "../catalog/grants.ts";
import { type CatalogStore, databaseName } from "../catalog/store.ts";
import { connectionCommand } from "./connectionCommands.ts";
import { grantCommand, insufficient } from "./grantCommands.ts";
import { HttpRequests } from "./httpRequest.ts";
import { isWord, tokens } from "./lexer.ts";
import { quoted } from "./literal.ts";
import type { SessionState } from "./session.ts";
import type { StatementHistory } from "./history.ts";
import type { SystemTables } from "./systemTables.ts";
import { TableLog } from "./tableLog.ts";
import { tablesNamed } from "./tableReferences.ts";
import { storageQuery } from "./tableStorage.ts";
import { TagStore } from "./tags.ts";

/** What Unity Catalog knows and guards beside the data: privileges, tags, the history of tables and where they come from. */
export class Governance {
  readonly tags: TagStore;
  readonly log: TableLog;
  readonly calls: HttpRequests;
  readonly #store: CatalogStore;
  readonly #grants: GrantStore;
  readonly #systemTables: SystemTables;

  constructor(store: CatalogStore, grants: GrantStore, systemTables: SystemTables) {
    this.#store = store;
    this.#grants = grants;
    this.#systemTables = systemTables;
    this.tags = new TagStore(store);
    this.log = new TableLog(store);
    this.calls = new HttpRequests(store, grants);
  }

  /** The query that answers a statement about privileges, tags or history; undefined for any other. */
  command(sql: string, session: SessionState): string | undefined {
    return (
      grantCommand(sql, session, this.#store, this.#grants) ??
      connectionCommand(sql, session, this.#store, this.#grants) ??
      this.tags.command(sql, session) ??
      this.#history(sql, session) ??
      this.#storage(sql, session)
    );
  }

  /** @throws SqlError when somebody reads a table without being allowed to. Writing is not held against anything. */
  checkReads(sql: string, session: SessionState): void {
    const [first] = tokens(sql);
    if (["GRANT", "REVOKE", "SHOW", "USE", "SET", "CREATE", "DROP"].some((word) => isWord(first, word))) return;
    for (const [catalog, schema, table] of tablesNamed(sql, session, this.#store)) {
      if (schema === "information_schema") continue;
      for (const [privilege, place] of [
        ["USE_CATALOG", { type: "CATALOG", path: [catalog] }],
        ["USE_SCHEMA", { type: "SCHEMA", path: [catalog, schema] }],
        ["SELECT", { type: "TABLE", path: [catalog, schema, table] }],
      ] as const satisfies readonly (readonly [string, Place])[]) {
        if (!this.#grants.allows(session.user, privilege, place)) throw insufficient(privilege, place);
      }
    }
  }

  /** Puts what a statement asks of system tables where it will look for it. */
  async prepare(connection: DuckDBConnection, sql: string, history: StatementHistory): Promise<void> {
    if (!/\bsystem\b/i.test(sql)) return;
    await this.#systemTables.prepare(connection, sql, history);
    if (!/\baccess\b.{1,3}\btable_lineage\b/i.test(sql)) return;
    const schema = `${quoted(databaseName("system"))}.access`;
    await connection.run(
      `CREATE SCHEMA IF NOT EXISTS ${schema}; CREATE OR REPLACE TABLE ${schema}.table_lineage AS ${this.log.lineageQuery()}`,
    );
  }

  #history(sql: string, session: SessionState): string | undefined {
    const all = tokens(sql);
    if (!(isWord(all[0], "DESCRIBE") || isWord(all[0], "DESC")) || !isWord(all[1], "HISTORY")) return undefined;
    const [name] = tablesNamed(`TABLE ${sql.slice(all[2]?.start)}`, session, this.#store);
    const limit = isWord(all.at(-2), "LIMIT") ? Number(all.at(-1)?.text) : Infinity;
    return name && this.#store.table(...name)?.kind !== "VIEW" ? this.log.historyQuery(name, limit) : undefined;
  }

  #storage(sql: string, session: SessionState): string | undefined {
    const all = tokens(sql);
    if (!(isWord(all[0], "DESCRIBE") || isWord(all[0], "DESC")) || !isWord(all[1], "DETAIL")) return undefined;
    const [name] = tablesNamed(`TABLE ${sql.slice(all[2]?.start)}`, session, this.#store);
    const table = name && this.#store.table(...name);
    if (name === undefined || table === undefined || !["MANAGED", "EXTERNAL"].includes(table.kind)) return undefined;
    return storageQuery(name, table, this.log.versions(name).at(-1)?.at ?? table.createdAt);
  }
}
