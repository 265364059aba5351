import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import { readTexts } from "../../workspace/sql/readTexts.ts";
import type { SqlResult, SqlStatement } from "../../workspace/sql/types.ts";
import type { Services } from "../services.ts";
import { findLineage } from "./findLineage.ts";
import type { TableModelOptions } from "./tableModel.ts";
import type { TablePath } from "./tablePath.ts";
import { ddlSql, historyRows, historySql, tagsFrom, tagsSql } from "./tableQueries.ts";
import { readRows, sampleSize, sampleStatement } from "./tableRows.ts";
import { storageFrom, storageSql } from "./tableStorage.ts";

/** Fetches the parts of one table's panel from the workspace and its warehouse. Errors say what was being done. */
export class TableLoads {
  readonly #services: Pick<Services, "sql" | "workspaces">;
  readonly #path: TablePath;

  constructor(services: Pick<Services, "sql" | "workspaces">, path: TablePath) {
    this.#services = services;
    this.#path = path;
  }

  /** One function for each part. */
  get parts(): TableModelOptions["load"] {
    const path = this.#path;
    const fullName = path.join(".");
    return {
      description: (signal) =>
        this.#doing("read the description of", async () => (await this.#client()).table(fullName, signal)),
      permissions: (signal) =>
        this.#doing("read the permissions of", async () =>
          (await this.#client()).effectiveGrants("table", fullName, signal),
        ),
      tags: (signal) => this.#doing("read the tags of", async () => tagsFrom(await this.texts(tagsSql(path), signal))),
      sample: (signal) =>
        this.#doing("fetch sample rows of", () => this.#rows(sampleStatement(path), sampleSize, signal)),
      history: (signal) =>
        this.#doing("fetch the history of", () =>
          this.#rows({ sql: historySql(path), firstRows: historyRows }, historyRows, signal),
        ),
      storage: (signal) =>
        this.#doing("ask for files and size of", async () =>
          storageFrom(await this.#rows({ sql: storageSql(path), firstRows: 1 }, 1, signal)),
        ),
      ddl: (signal) =>
        this.#doing("fetch the statement that makes", async () => {
          const [[text] = []] = await this.texts(ddlSql(path), signal);
          return text ?? "";
        }),
      lineage: (signal) =>
        this.#doing("find the lineage of", () =>
          findLineage({ texts: (sql, stop) => this.texts(sql, stop), client: () => this.#client() }, path, signal),
        ),
    };
  }

  /** Runs a statement whose columns are texts. */
  async texts(sql: string, signal: AbortSignal): Promise<(string | null)[][]> {
    return await readTexts(await this.#execute({ sql }, signal), signal);
  }

  async #rows(statement: SqlStatement, most: number, signal: AbortSignal) {
    return await readRows(await this.#execute(statement, signal), most, signal);
  }

  async #client() {
    return await this.#services.workspaces.client();
  }

  async #execute(statement: SqlStatement, signal: AbortSignal): Promise<SqlResult> {
    const source = new vscode.CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      return await this.#services.sql.execute(statement, source.token);
    } finally {
      signal.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  async #doing<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (cause) {
      throw wrapError(`${what} ${sqlName(this.#path)}`, cause);
    }
  }
}
