import type { DuckDBConnection } from "@duckdb/node-api";
import { databaseName } from "../catalog/store.ts";
import { accountId, type IdentityStore } from "../identity.ts";
import type { RequestLog } from "../requestLog.ts";
import { applicationOf, statusOf } from "../rest/queryHistory.ts";
import { workspaceId } from "../rest/identityRoutes.ts";
import { type AuditEvent, eventsOfRequest, eventsOfStatement } from "./auditEvents.ts";
import type { RanStatement, StatementHistory } from "./history.ts";
import { quoted, textLiteral } from "./literal.ts";

/** `system.access.audit` and `system.query.history`, from what was called and ran here, without the delay of a real workspace. */
export class SystemTables {
  readonly #requests: RequestLog;
  readonly #identity: IdentityStore;
  /** Two statements that ask at the same time would change the same table. */
  #filling: Promise<unknown> = Promise.resolve();

  constructor(requests: RequestLog, identity: IdentityStore) {
    this.#requests = requests;
    this.#identity = identity;
  }

  /** Brings the tables that a statement names up to date. */
  async prepare(connection: DuckDBConnection, sql: string, history: StatementHistory): Promise<void> {
    const statements: string[] = [];
    if (/\baccess\b.{1,3}\baudit\b/i.test(sql)) statements.push(...filled("access.audit", this.#auditRows(history)));
    if (/\bquery\b.{1,3}\bhistory\b/i.test(sql))
      statements.push(...filled("query.history", this.#historyRows(history)));
    if (statements.length === 0) return;
    const script = ["BEGIN", ...statements, "COMMIT"].join(";\n");
    const turn = this.#filling.catch(() => undefined).then(() => connection.run(script));
    this.#filling = turn;
    await turn;
  }

  #auditRows({ entries }: StatementHistory): string[] {
    const events = [...this.#requests.entries.flatMap(eventsOfRequest), ...entries.flatMap(eventsOfStatement)];
    return events.sort((a, b) => a.at - b.at).map(auditRow);
  }

  #historyRows({ entries }: StatementHistory): string[] {
    return entries.map((ran) => historyRow(ran, this.#identity.user(ran.session.user)?.id ?? ""));
  }
}

function filled(name: string, rows: readonly string[]): string[] {
  const table = `${quoted(databaseName("system"))}.${name}`;
  const insert = rows.length === 0 ? [] : [`INSERT INTO ${table} VALUES\n${rows.join(",\n")}`];
  return [`DELETE FROM ${table}`, ...insert];
}

/** In the order of the columns in `sample/systemTables.ts`. */
function auditRow({ at, user, userAgent, service, action, requestId, parameters, status, error }: AuditEvent): string {
  return row(
    text("2.0"),
    time(at),
    `CAST(${time(at)} AS DATE)`,
    text(workspaceId),
    text("127.0.0.1"),
    text(userAgent),
    "NULL",
    struct({ email: text(user), subject_name: "NULL" }),
    text(service),
    text(action),
    text(requestId),
    map(parameters),
    struct({ status_code: String(status), error_message: text(error), result: "NULL" }),
    text("WORKSPACE_LEVEL"),
    text(accountId),
    text(`${requestId} ${action}`),
  );
}

function historyRow(ran: RanStatement, userId: string): string {
  const { id, sql, session, tags, startedAt, endedAt, error, rowsProduced } = ran;
  return row(
    text(accountId),
    text(workspaceId),
    text(id),
    text(session.id),
    text(statusOf(ran)),
    struct({ type: text("WAREHOUSE"), cluster_id: "NULL", warehouse_id: text(session.warehouseId) }),
    text(userId),
    text(session.user),
    text(sql),
    text(/^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? "OTHER"),
    text(error?.message),
    text(applicationOf(session.client)),
    text(session.client.split(" ")[0]),
    String((endedAt ?? startedAt) - startedAt),
    time(startedAt),
    endedAt === undefined ? "NULL" : time(endedAt),
    time(endedAt ?? startedAt),
    String(rowsProduced),
    map(Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]))),
  );
}

const row = (...cells: string[]): string => `(${cells.join(", ")})`;
const text = (value: string | undefined): string => (value === undefined ? "NULL" : textLiteral(value));
const time = (at: number): string => `TIMESTAMPTZ '${new Date(at).toISOString()}'`;

function struct(fields: Readonly<Record<string, string>>): string {
  const cells = Object.entries(fields).map(([name, value]) => `${textLiteral(name)}: ${value}`);
  return `{${cells.join(", ")}}`;
}

function map(entries: Readonly<Record<string, string>>): string {
  const cells = Object.entries(entries).map(([name, value]) => `${textLiteral(name)}: ${textLiteral(value)}`);
  return `CAST(MAP {${cells.join(", ")}} AS MAP(VARCHAR, VARCHAR))`;
}
