import type { TableColumn, TableConstraint } from "../../protocol/tableDetail.ts";
import type { Json } from "./read.ts";
import { isObject, optionalNumber, optionalText, present } from "./read.ts";
import type { Table } from "./types.ts";

// Field names are those of the Databricks SDK for Go, `service/catalog/model.go`: TableInfo, ColumnInfo, TableConstraint.

/** @param fullName what was asked for, when the answer leaves its own name out. */
export function table(entry: Json, fullName: string): Table | undefined {
  if (optionalText(entry["name"]) === undefined) return undefined;
  const properties = propertiesOf(entry["properties"]);
  const constraints = constraintsOf(entry["table_constraints"], properties ?? []);
  const rowFilter = isObject(entry["row_filter"]) ? optionalText(entry["row_filter"]["function_name"]) : undefined;
  return present<Table>({
    fullName: optionalText(entry["full_name"]) ?? fullName,
    tableType: optionalText(entry["table_type"]) ?? "",
    owner: optionalText(entry["owner"]),
    comment: optionalText(entry["comment"]),
    format: optionalText(entry["data_source_format"]),
    id: optionalText(entry["table_id"]),
    location: optionalText(entry["storage_location"]),
    createdAt: optionalNumber(entry["created_at"]),
    createdBy: optionalText(entry["created_by"]),
    updatedAt: optionalNumber(entry["updated_at"]),
    updatedBy: optionalText(entry["updated_by"]),
    pipelineId: optionalText(entry["pipeline_id"]),
    rowFilter,
    definition: optionalText(entry["view_definition"]),
    constraints,
    properties,
    columns: columnsOf(entry["columns"], constraints ?? []),
  });
}

function columnsOf(list: unknown, constraints: readonly TableConstraint[]): TableColumn[] {
  if (!Array.isArray(list)) return [];
  const key = constraints.find(({ kind }) => kind === "primaryKey");
  const keyColumns = key?.kind === "primaryKey" ? key.columns : [];
  const found = list.filter(isObject).flatMap((entry, index) => {
    const name = optionalText(entry["name"]);
    if (name === undefined) return [];
    const place = keyColumns.indexOf(name);
    const column = present<TableColumn>({
      name,
      type: optionalText(entry["type_text"]) ?? optionalText(entry["type_name"]) ?? "",
      nullable: entry["nullable"] !== false,
      comment: optionalText(entry["comment"]),
      primaryKey: place < 0 ? undefined : place + 1,
      mask: isObject(entry["mask"]) ? optionalText(entry["mask"]["function_name"]) : undefined,
    });
    return [{ column, position: optionalNumber(entry["position"]) ?? index }];
  });
  return found.sort((a, b) => a.position - b.position).map(({ column }) => column);
}

/** Keys are listed as such; Delta keeps CHECK constraints among the properties. Undefined when neither list is there. */
function constraintsOf(
  list: unknown,
  properties: readonly (readonly [string, string])[],
): TableConstraint[] | undefined {
  const checks = properties.flatMap(([name, expression]): TableConstraint[] => {
    const own = /^delta\.constraints\.(.+)$/.exec(name)?.[1];
    return own === undefined ? [] : [{ kind: "check", name: own, expression }];
  });
  if (!Array.isArray(list)) return checks.length > 0 ? checks : undefined;
  return [...list.filter(isObject).flatMap((entry) => keyOf(entry) ?? []), ...checks];
}

function keyOf(entry: Json): TableConstraint | undefined {
  const primary = entry["primary_key_constraint"];
  if (isObject(primary)) {
    return { kind: "primaryKey", name: optionalText(primary["name"]) ?? "", columns: texts(primary["child_columns"]) };
  }
  const foreign = entry["foreign_key_constraint"];
  const parentTable = isObject(foreign) ? optionalText(foreign["parent_table"]) : undefined;
  if (!isObject(foreign) || parentTable === undefined) return undefined;
  return {
    kind: "foreignKey",
    name: optionalText(foreign["name"]) ?? "",
    columns: texts(foreign["child_columns"]),
    parentTable,
    parentColumns: texts(foreign["parent_columns"]),
  };
}

function propertiesOf(value: unknown): (readonly [string, string])[] | undefined {
  if (!isObject(value)) return undefined;
  return Object.entries(value)
    .flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}
