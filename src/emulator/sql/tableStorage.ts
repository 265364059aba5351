import type { Table } from "../catalog/model.ts";
import { databaseName } from "../catalog/store.ts";
import { quoted, textLiteral } from "./literal.ts";
import type { TableName } from "./tableReferences.ts";

/**
 * The answer to DESCRIBE DETAIL. There are no files: a table with rows is taken to have one, of eight bytes a value.
 * Source: “Review table details with describe detail”, Detail schema.
 *
 * @param changedAt epoch milliseconds of the last version
 */
export function storageQuery(name: TableName, { createdAt, columns, comment }: Table, changedAt: number): string {
  const [catalog, schema, table] = name;
  const time = (at: number): string => `make_timestamptz(${at * 1000}::BIGINT)`;
  const none = "CAST([] AS VARCHAR[])";
  return `SELECT 'delta' AS format, NULL::VARCHAR AS id, ${textLiteral(name.join("."))} AS name,
    ${comment === undefined ? "NULL::VARCHAR" : textLiteral(comment)} AS description, NULL::VARCHAR AS location,
    ${time(createdAt)} AS "createdAt", ${time(changedAt)} AS "lastModified",
    ${none} AS "partitionColumns", ${none} AS "clusteringColumns",
    least(count(*), 1)::BIGINT AS "numFiles", (count(*) * ${columns.length * 8})::BIGINT AS "sizeInBytes",
    CAST(MAP {} AS MAP(VARCHAR, VARCHAR)) AS properties, 1::INTEGER AS "minReaderVersion", 2::INTEGER AS "minWriterVersion",
    ['appendOnly', 'invariants'] AS "tableFeatures"
    FROM ${quoted(databaseName(catalog))}.${quoted(schema)}.${quoted(table)}`;
}
