import { type DataType, typeSql } from "./dataType.ts";

/** What catalog calls tell of a type. Source: apache/spark, SparkGetColumnsOperation.scala and SparkGetTypeInfoOperation.scala. */
export interface JdbcType {
  /** A number of `java.sql.Types`. */
  readonly code: number;
  /** Bytes a value takes; null where values differ in size. */
  readonly size: number | null;
  /** Digits behind the point. */
  readonly digits: number | null;
  readonly radix: number | null;
  /** Digits in all. */
  readonly precision: number | null;
}

export function jdbcType(type: DataType): JdbcType {
  const [code, size, digits, precision] = facts[type.kind];
  const radix = precision === null ? null : 10;
  if (type.kind !== "DECIMAL") return { code, size, digits, radix, precision };
  return { code, size: type.precision > 18 ? 16 : 8, digits: type.scale, radix, precision: type.precision };
}

/** Code, bytes, digits behind the point, digits in all. */
const facts: Readonly<Record<DataType["kind"], readonly [number, number | null, number | null, number | null]>> = {
  BOOLEAN: [16, 1, null, null],
  TINYINT: [-6, 1, 0, 3],
  SMALLINT: [5, 2, 0, 5],
  INT: [4, 4, 0, 10],
  BIGINT: [-5, 8, 0, 19],
  FLOAT: [6, 4, 7, 7],
  DOUBLE: [8, 8, 15, 15],
  DECIMAL: [3, 16, 0, 38],
  STRING: [12, null, null, null],
  BINARY: [-2, null, null, null],
  DATE: [91, 4, null, null],
  TIMESTAMP: [93, 8, 6, null],
  TIMESTAMP_NTZ: [93, 8, 6, null],
  INTERVAL: [1111, 8, null, null],
  VARIANT: [1111, null, null, null],
  VOID: [0, 1, null, null],
  ARRAY: [2003, null, null, null],
  MAP: [2000, null, null, null],
  STRUCT: [2002, null, null, null],
};

/** Types that can be in a column, for `GetTypeInfo`. */
const listed: readonly DataType[] = [
  { kind: "VOID" },
  { kind: "BOOLEAN" },
  { kind: "TINYINT" },
  { kind: "SMALLINT" },
  { kind: "INT" },
  { kind: "BIGINT" },
  { kind: "FLOAT" },
  { kind: "DOUBLE" },
  { kind: "STRING" },
  { kind: "BINARY" },
  { kind: "DECIMAL", precision: 38, scale: 0 },
  { kind: "TIMESTAMP" },
  { kind: "TIMESTAMP_NTZ" },
  { kind: "DATE" },
  { kind: "ARRAY", element: { kind: "VOID" } },
  { kind: "MAP", key: { kind: "VOID" }, value: { kind: "VOID" } },
  { kind: "STRUCT", fields: [] },
  { kind: "VARIANT" },
];

/** Rows of `GetTypeInfo`, in the order of `heads.typeInfo`. */
export const typeInfoRows = listed.map((type) => {
  const { code, precision, radix } = jdbcType(type);
  const isNested = type.kind === "ARRAY" || type.kind === "MAP" || type.kind === "STRUCT";
  const name = isNested || type.kind === "DECIMAL" ? type.kind : typeSql(type);
  const isText = type.kind === "STRING";
  const searchable = isNested ? 0 : 3;
  const literal = [null, null, null];
  return [
    name,
    code,
    precision,
    ...literal,
    1,
    isText,
    searchable,
    precision === null,
    false,
    false,
    null,
    0,
    0,
    null,
    null,
    radix,
  ];
});
