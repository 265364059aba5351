/** What can be computed of a column depends on what its values are. */
export type ColumnClass = "integer" | "number" | "date" | "timestamp" | "timestampNtz" | "text" | "boolean" | "opaque";

/**
 * @param type Databricks type as Unity Catalog writes it: `bigint`, `decimal(10,2)`, `array<string>`.
 * Nested values, bytes, variants, intervals and shapes are `opaque`: they have no order, and some cannot be compared.
 */
export function columnClass(type: string): ColumnClass {
  const [name = ""] = type
    .trim()
    .toLowerCase()
    .split(/[(<\s]/);
  if (["tinyint", "byte", "smallint", "short", "int", "integer", "bigint", "long"].includes(name)) return "integer";
  if (["float", "real", "double", "decimal", "dec", "numeric"].includes(name)) return "number";
  if (name === "date") return "date";
  if (name === "timestamp_ntz") return "timestampNtz";
  if (name.startsWith("timestamp")) return "timestamp";
  if (["string", "varchar", "char"].includes(name)) return "text";
  return name === "boolean" ? "boolean" : "opaque";
}
