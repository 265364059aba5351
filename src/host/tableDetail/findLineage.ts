import { PwafError } from "../../core/base/errors.ts";
import type { Lineage } from "../../protocol/tableDetail.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { TablePath } from "./tablePath.ts";
import { lineageFrom, lineageSql } from "./tableQueries.ts";

export interface LineageSources {
  /** Runs a statement whose columns are texts. */
  readonly texts: (sql: string, signal: AbortSignal) => Promise<(string | null)[][]>;
  readonly client: () => Promise<Pick<WorkspaceClient, "tableLineage">>;
}

/**
 * Asks the system tables, which Databricks supports, and where those refuse the undocumented API.
 * @throws PwafError `not-found` when neither answers; the hint holds what both said.
 */
export async function findLineage(sources: LineageSources, path: TablePath, signal: AbortSignal): Promise<Lineage> {
  let refused: PwafError;
  try {
    return lineageFrom(await sources.texts(lineageSql(path), signal), path);
  } catch (error) {
    // The system schema may be switched off, or closed to this user: another way remains.
    if (!(error instanceof PwafError) || error.reason !== "sql") throw error;
    refused = error;
  }
  try {
    const found = await (await sources.client()).tableLineage(path.join("."), signal);
    return { ...found, source: "From the workspace's lineage API, one step each way." };
  } catch (error) {
    if (!(error instanceof PwafError) || ["cancelled", "unauthenticated"].includes(error.reason)) throw error;
    throw new PwafError("not-found", "this workspace does not say where its tables come from.", {
      hint: `Ask an administrator to enable the schema system.access and to grant you SELECT on it.\nsystem.access.table_lineage: ${refused.message}\nLineage API: ${error.message}`,
      cause: error,
    });
  }
}
