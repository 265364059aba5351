const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A value as a literal of Databricks SQL that has exactly its type and value.
 * @param text the value as the grid shows it whole: binary as hex digits, nested values as JSON; undefined for NULL
 * @param type Databricks type text such as `DECIMAL(18,2)`
 * Source: "Literals" and the pages of each type in the Databricks SQL reference.
 */
export function sqlLiteral(text: string | undefined, type: string): string {
  if (text === undefined) return "NULL";
  const kind = /^[A-Z_]*/.exec(type.toUpperCase())?.[0] ?? "";
  switch (kind) {
    case "TINYINT":
    case "SMALLINT":
    case "INT":
    case "INTEGER":
    case "BIGINT":
    case "LONG":
    case "DECIMAL":
    case "NUMERIC":
    case "DEC":
      return numberText.test(text) ? text : `CAST(${sqlString(text)} AS ${type})`;
    case "BOOLEAN":
      return /^(?:true|false)$/.test(text) ? text : sqlString(text);
    case "DOUBLE":
      return numberText.test(text) ? `${text}D` : `double(${sqlString(text)})`;
    case "FLOAT":
    case "REAL":
      return numberText.test(text) ? `${text}F` : `float(${sqlString(text)})`;
    case "DATE":
    case "TIMESTAMP":
    case "TIMESTAMP_NTZ":
      return `${kind}${sqlString(text)}`;
    case "BINARY":
      return `X'${text.replace(/[^0-9a-f]/gi, "")}'`;
    case "INTERVAL":
      return `CAST(${sqlString(text)} AS ${type})`;
    case "VARIANT":
      return `parse_json(${sqlString(text)})`;
    case "ARRAY":
    case "MAP":
    case "STRUCT":
      return `from_json(${sqlString(text)}, ${sqlString(type)})`;
    default:
      return sqlString(text);
  }
}

/** A string literal. Spark reads `\` as an escape, unless a session asks otherwise. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
