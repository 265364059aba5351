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
import type { ResultColumn } from "../../protocol/rows.ts";
import type { ArrowPage } from "../sql/types.ts";

/** As text, null for NULL. */
export type Rows = readonly (readonly (string | null)[])[];

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

type Run = (sql: string) => Promise<{ readonly rows: Rows }>;

/** Names of types that are not known beforehand (arrays, enums, types of extensions) the server tells. */
export async function columnsOf(fields: readonly FieldDef[], run: Run): Promise<ResultColumn[]> {
  const unknown = new Set(fields.map(({ dataTypeID }) => dataTypeID).filter((id) => !(id in types)));
  const list = `SELECT oid, upper(format_type(oid, NULL)) FROM pg_type WHERE oid IN (${[...unknown].join(", ")})`;
  const told = new Map(unknown.size === 0 ? [] : (await run(list)).rows.map(([id, name]) => [Number(id), name]));
  return fields.map(({ name, dataTypeID }) => ({
    name,
    type: types[dataTypeID]?.name ?? told.get(dataTypeID) ?? `OID ${dataTypeID}`,
  }));
}

export function pageOf(fields: readonly FieldDef[], rows: Rows, firstRow: number, last: boolean): ArrowPage {
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
