import { quoteName } from "../base/sqlName.ts";
import type { ColumnClass } from "./columnClass.ts";
import { columnClass } from "./columnClass.ts";
import type { Steps } from "./histogram.ts";

export interface StatisticsColumn {
  readonly name: string;
  /** As Unity Catalog writes it. */
  readonly type: string;
}

/** Which rows are looked at. Without `rows`, all of them. */
export interface StatisticsScope {
  /** As many as this, whichever the warehouse gives first. */
  readonly rows?: number;
}

/** Columns of one statement: enough to spare scans, few enough for a readable statement. */
export const columnsAtOnce = 25;
/** Values that are listed as the most frequent. */
const topCount = 10;
/** Characters of a value that are kept. */
const textLimit = 200;

/** What the overview asks of each column, in order. Parts that make no sense for the column are NULL. */
export const overviewParts = ["present", "distinct", "min", "max", "low", "high"] as const;

/**
 * One row: the count of rows, then `overviewParts` of each column, every value as text. Distinct values are counted
 * exactly where rows are limited, and estimated over a whole table, where counting them would keep them all.
 */
export function overviewSql(
  table: readonly string[],
  columns: readonly StatisticsColumn[],
  scope: StatisticsScope,
): string {
  const parts = columns.flatMap(({ name, type }) => {
    const kind = columnClass(type);
    const column = quoteName(name);
    if (kind === "opaque") return [text(`count(${column})`), ...Array.from({ length: 5 }, () => "NULL")];
    const number = numberOf(kind, column);
    return [
      text(`count(${column})`),
      text(scope.rows === undefined ? `approx_count_distinct(${column})` : `count(DISTINCT ${column})`),
      shortText(`min(${column})`),
      shortText(`max(${column})`),
      number === undefined ? "NULL" : text(`min(${number})`),
      number === undefined ? "NULL" : text(`max(${number})`),
    ];
  });
  const list = [text("count(*)"), ...parts].map((part, i) => `${part} AS v${i}`);
  return `SELECT ${list.join(",\n  ")}\nFROM ${source(table, columns, scope)}`;
}

/** Rows of value and count: the most frequent values first. */
export function topValuesSql(table: readonly string[], column: StatisticsColumn, scope: StatisticsScope): string {
  const name = quoteName(column.name);
  return `SELECT ${shortText(name)} AS value, ${text("n")} AS n
FROM (SELECT ${name}, count(*) AS n
  FROM ${source(table, [column], scope)}
  WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT ${topCount}) AS t
ORDER BY t.n DESC, t.${name}`;
}

/** Rows of step and count, for the steps that hold rows. Undefined for columns without numbers. */
export function histogramSql(
  table: readonly string[],
  column: StatisticsColumn,
  scope: StatisticsScope,
  { low, width, count }: Steps,
): string | undefined {
  const name = quoteName(column.name);
  const number = numberOf(columnClass(column.type), name);
  if (number === undefined) return undefined;
  const step = `CAST(least(floor((${number} - ${double(low)}) / ${double(width)}), ${count - 1}) AS INT)`;
  return `SELECT ${text("step")} AS step, ${text("count(*)")} AS n
FROM (SELECT ${step} AS step
  FROM ${source(table, [column], scope)}
  WHERE ${name} IS NOT NULL) AS t
GROUP BY step ORDER BY step`;
}

/** A value as a number: dates as days, times as microseconds since 1970, in UTC. */
function numberOf(kind: ColumnClass, column: string): string | undefined {
  switch (kind) {
    case "integer":
    case "number":
      return `CAST(${column} AS DOUBLE)`;
    case "date":
      return `CAST(datediff(${column}, DATE '1970-01-01') AS DOUBLE)`;
    case "timestamp":
      return `CAST(timestampdiff(MICROSECOND, TIMESTAMP '1970-01-01T00:00:00Z', ${column}) AS DOUBLE)`;
    case "timestampNtz":
      return `CAST(timestampdiff(MICROSECOND, TIMESTAMP_NTZ '1970-01-01 00:00:00', ${column}) AS DOUBLE)`;
    case "text":
    case "boolean":
    case "opaque":
      return undefined;
  }
}

function source(table: readonly string[], columns: readonly StatisticsColumn[], { rows }: StatisticsScope): string {
  const name = table.map(quoteName).join(".");
  if (rows === undefined) return `${name} AS s`;
  return `(SELECT ${columns.map((column) => quoteName(column.name)).join(", ")} FROM ${name} LIMIT ${rows}) AS s`;
}

const text = (expression: string) => `CAST(${expression} AS STRING)`;
const shortText = (expression: string) => `left(CAST(${expression} AS STRING), ${textLimit})`;
/** Decimal literals would be exact numbers of another type. */
const double = (value: number) => `CAST('${value}' AS DOUBLE)`;
