import type { CatalogFunction } from "../catalog/model.ts";
import { type DataType, typeSql, typeText } from "../sql/dataType.ts";
import type { Caller, SqlRun } from "./sqlRun.ts";
import type { ArgumentSchema, Tool } from "./tool.ts";

/** Functions of a schema as tools, named as Databricks names them: `main__sales__net_price`. */
export function functionTools(
  path: readonly [catalog: string, schema: string],
  functions: readonly CatalogFunction[],
  sql: SqlRun,
  caller: Caller,
): Tool[] {
  return functions.map((item) => ({
    name: [...path, item.name].join("__"),
    description: item.comment ?? "",
    properties: Object.fromEntries(item.parameters.map(({ name, type }) => [name, argumentSchema(type)])),
    call: async (input) => {
      const { rows } = await sql.rows(callQuery(item), caller, parametersOf(item, input));
      return rows[0]?.[0] ?? null;
    },
  }));
}

/** The body of the function over its arguments; bound, so that no argument becomes SQL. */
function callQuery({ body, parameters }: CatalogFunction): string {
  if (parameters.length === 0) return `SELECT ${body} AS output`;
  const values = parameters.map(({ name, type }) => `CAST(:${name} AS ${typeSql(type)}) AS ${name}`);
  return `SELECT ${body} AS output FROM (SELECT ${values.join(", ")}) AS arguments`;
}

function parametersOf({ parameters }: CatalogFunction, input: Readonly<Record<string, unknown>>) {
  return parameters.map(({ name, type }) => {
    const value = input[name];
    if (value === undefined || value === null) throw new Error(`The argument ${name} is missing.`);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      throw new Error(`The argument ${name} must be a ${typeText(type)}.`);
    return { name, type: typeSql(type), value: String(value) };
  });
}

function argumentSchema(type: DataType): ArgumentSchema {
  return { type: jsonType(type), description: `SQL type ${typeText(type)}` };
}

function jsonType({ kind }: DataType): ArgumentSchema["type"] {
  switch (kind) {
    case "BOOLEAN":
      return "boolean";
    case "TINYINT":
    case "SMALLINT":
    case "INT":
    case "BIGINT":
      return "integer";
    case "FLOAT":
    case "DOUBLE":
    case "DECIMAL":
      return "number";
    default:
      return "string";
  }
}
