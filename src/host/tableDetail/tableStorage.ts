import { tableFromIPC } from "@uwdata/flechette";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { quoteName } from "../../core/base/sqlName.ts";
import type { TableRows, TableStorage } from "../../protocol/tableDetail.ts";
import type { TablePath } from "./tablePath.ts";

export const storageSql = (path: TablePath) => `DESCRIBE DETAIL ${path.map(quoteName).join(".")}`;

/**
 * The answer to `storageSql`: one row, whose columns depend on the runtime. What is missing stays unknown.
 * Source: “Review table details with describe detail”, Detail schema.
 *
 * @throws PwafError `bad-response` when it cannot be read
 */
export function storageFrom({ columns, page }: TableRows): TableStorage {
  const values = page.rowCount === 0 ? [] : firstRow(page.arrow, columns.length);
  const value = (name: string): unknown => values[columns.findIndex((column) => column.name === name)];
  return {
    files: numberOf(value("numFiles")),
    bytes: numberOf(value("sizeInBytes")),
    partitionColumns: textsOf(value("partitionColumns")),
    clusteringColumns: textsOf(value("clusteringColumns")),
    readerVersion: numberOf(value("minReaderVersion")),
    writerVersion: numberOf(value("minWriterVersion")),
    features: textsOf(value("tableFeatures")),
  };
}

function firstRow(arrow: ArrayBuffer, width: number): unknown[] {
  try {
    const table = tableFromIPC(new Uint8Array(arrow));
    return Array.from({ length: width }, (_, i): unknown => table.getChildAt<unknown>(i).at(0));
  } catch (error) {
    throw new PwafError("bad-response", `The row cannot be read: ${errorText(error)}`, { cause: error });
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}

/** Arrays come as arrays, or as JSON from sessions that send nested values as texts. */
function textsOf(value: unknown): string[] | undefined {
  const list = typeof value === "string" ? parsed(value) : value;
  return isIterable(list) ? [...list].map(String) : undefined;
}

function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
