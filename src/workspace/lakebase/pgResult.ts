import type { FieldDef } from "pg";
import {
  columnFromArray,
  float32,
  float64,
  int16,
  int32,
  int64,
  bool,
  tableFromColumns,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import type { DataType } from "@uwdata/flechette";
import { PwafError } from "../../core/base/errors.ts";
import type { ResultColumn } from "../../protocol/rows.ts";
import type { ArrowPage, SqlResult } from "../sql/types.ts";
import { connectLakebase, type LakebaseLogin } from "./connect.ts";
import { statementError } from "./postgresError.ts";

type Rows = readonly (readonly (string | null)[])[];

interface TypeText {
  readonly name: string;
  readonly arrow?: DataType;
  /** From PostgreSQL's text to what Arrow holds. */
  readonly read?: (text: string) => unknown;
}

/** Object ids of types; source: `pg_type.dat` of PostgreSQL. Whatever is not here travels as PostgreSQL's own text. */
const types: Readonly<Record<number, TypeText>> = {
  16: { name: "BOOLEAN", arrow: bool(), read: (text) => text === "t" },
  20: { name: "BIGINT", arrow: int64(), read: BigInt },
  21: { name: "SMALLINT", arrow: int16(), read: Number },
  23: { name: "INT", arrow: int32(), read: Number },
  700: { name: "FLOAT", arrow: float32(), read: Number },
  701: { name: "DOUBLE", arrow: float64(), read: Number },
  17: { name: "BYTEA" },
  19: { name: "NAME" },
  25: { name: "TEXT" },
  114: { name: "JSON" },
  1042: { name: "CHAR" },
  1043: { name: "VARCHAR" },
  1082: { name: "DATE" },
  1083: { name: "TIME" },
  1114: { name: "TIMESTAMP" },
  1184: { name: "TIMESTAMPTZ" },
  1186: { name: "INTERVAL" },
  1700: { name: "NUMERIC" },
  2950: { name: "UUID" },
  3802: { name: "JSONB" },
};

/** A statement that a cursor can stand for. One that begins with WITH may change data, and then none can. */
const query = /^\s*(?:--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:select|table|values)\b/i;
const cursor = "pwaf_result";

/**
 * Runs one statement on a connection of its own. Rows of queries come page by page through a cursor; what fits the first
 * page is committed at once, the rest when the result is closed.
 * @throws PwafError, `cancelled` when the signal fires: the statement is then cancelled on the server too
 */
export async function executeOnLakebase(
  login: LakebaseLogin,
  sql: string,
  firstRows: number,
  signal: AbortSignal,
): Promise<SqlResult> {
  const client = await connectLakebase(login);
  let session: string | undefined;
  const abort = (): void => {
    (session === undefined ? Promise.reject(new Error("not yet known")) : cancel(login, session)).catch(() =>
      client.connection.stream.destroy(),
    );
  };
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  const run = async (text: string) => {
    try {
      return await client.query<(string | null)[]>({ text, rowMode: "array", types: { getTypeParser: () => String } });
    } catch (error) {
      throw signal.aborted ? new PwafError("cancelled", "Cancelled.") : statementError(error);
    }
  };
  const end = async () => {
    signal.removeEventListener("abort", abort);
    await client.end().catch(() => undefined);
  };
  try {
    session = (await run("SELECT pg_backend_pid()")).rows[0]?.[0] ?? undefined;
    if (!query.test(sql)) {
      const { fields, rows } = await run(sql);
      const columns = await columnsOf(fields, run);
      await end();
      return wholeResult(fields, columns, rows);
    }
    await run("BEGIN");
    await run(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql.replace(/;\s*$/, "")}`);
    const first = await run(`FETCH ${firstRows} FROM ${cursor}`);
    const columns = await columnsOf(first.fields, run);
    const isAll = first.rows.length < firstRows;
    if (isAll) {
      await run("COMMIT");
      await end();
      return wholeResult(first.fields, columns, first.rows);
    }
    return pagedResult(
      first.fields,
      columns,
      first.rows,
      (count) => run(`FETCH ${count} FROM ${cursor}`),
      async () => {
        try {
          await run("COMMIT");
        } finally {
          await end();
        }
      },
    );
  } catch (error) {
    await end();
    throw error;
  }
}

/** A connection that only goes away would leave the statement running. */
async function cancel(login: LakebaseLogin, session: string): Promise<void> {
  const other = await connectLakebase(login);
  try {
    await other.query("SELECT pg_cancel_backend($1)", [session]);
  } finally {
    await other.end();
  }
}

function wholeResult(fields: readonly FieldDef[], columns: readonly ResultColumn[], rows: Rows): SqlResult {
  let isTaken = false;
  return {
    columns,
    async nextPage() {
      if (isTaken || fields.length === 0) return undefined;
      isTaken = true;
      return pageOf(fields, rows, 0, true);
    },
    close: () => Promise.resolve(),
  };
}

function pagedResult(
  fields: readonly FieldDef[],
  columns: readonly ResultColumn[],
  first: Rows,
  fetch: (count: number) => Promise<{ readonly rows: Rows }>,
  finish: () => Promise<void>,
): SqlResult {
  let ready: Rows | undefined = first;
  let firstRow = 0;
  let finished: Promise<void> | undefined;
  const commit = () => (finished ??= finish());
  return {
    columns,
    async nextPage(maxRows) {
      if (finished) return undefined;
      const rows = ready ?? (await fetch(maxRows)).rows;
      const last = ready === undefined && rows.length < maxRows;
      ready = undefined;
      const page = pageOf(fields, rows, firstRow, last);
      firstRow += rows.length;
      // A function that the query calls may have written, so the rows alone do not say that all went well.
      if (last) await commit();
      return page;
    },
    // Nobody waits for more: what had to be told, the pages have told.
    close: () => commit().catch(() => undefined),
  };
}

type Run = (sql: string) => Promise<{ readonly rows: Rows }>;

/** Names of types that are not known beforehand (arrays, enums, types of extensions) the server tells. */
async function columnsOf(fields: readonly FieldDef[], run: Run): Promise<ResultColumn[]> {
  const unknown = new Set(fields.map(({ dataTypeID }) => dataTypeID).filter((id) => !(id in types)));
  const list = `SELECT oid, upper(format_type(oid, NULL)) FROM pg_type WHERE oid IN (${[...unknown].join(", ")})`;
  const told = new Map(unknown.size === 0 ? [] : (await run(list)).rows.map(([id, name]) => [Number(id), name]));
  return fields.map(({ name, dataTypeID }) => ({
    name,
    type: types[dataTypeID]?.name ?? told.get(dataTypeID) ?? `OID ${dataTypeID}`,
  }));
}

function pageOf(fields: readonly FieldDef[], rows: Rows, firstRow: number, last: boolean): ArrowPage {
  const columns = fields.map(({ name, dataTypeID }, at) => {
    const { arrow = utf8(), read = String } = types[dataTypeID] ?? {};
    const values = rows.map((row) => {
      const text = row[at];
      return text === null || text === undefined ? null : read(text);
    });
    return [name, columnFromArray(values, arrow)] as [string, ReturnType<typeof columnFromArray>];
  });
  const bytes = tableToIPC(tableFromColumns(columns), { format: "stream" }) ?? new Uint8Array();
  return { firstRow, rowCount: rows.length, arrow: new Uint8Array(bytes), last };
}
