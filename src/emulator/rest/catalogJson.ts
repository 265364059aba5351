import { createHash } from "node:crypto";
import type {
  Catalog,
  CatalogFunction,
  Column,
  Connection,
  ExternalLocation,
  ModelVersion,
  RegisteredModel,
  Schema,
  Table,
  Volume,
} from "../catalog/model.ts";
import { catalogTypeName, typeJson, typeText } from "../sql/dataType.ts";
import { owners, sampleTime } from "../sample/define.ts";

export const metastoreId = uuidOf("metastore");

export function catalogJson(catalog: Catalog): Record<string, unknown> {
  return {
    name: catalog.name,
    full_name: catalog.name,
    catalog_type: catalog.kind,
    comment: catalog.comment,
    owner: catalog.owner,
    metastore_id: metastoreId,
    isolation_mode: "OPEN",
    connection_name: catalog.connection,
    provider_name: catalog.share?.provider,
    share_name: catalog.share?.name,
    browse_only: catalog.isClosed,
    securable_type: "CATALOG",
    ...times(sampleTime, catalog.owner),
  };
}

export function schemaJson(catalog: Catalog, schema: Schema): Record<string, unknown> {
  const fullName = `${catalog.name}.${schema.name}`;
  return {
    name: schema.name,
    catalog_name: catalog.name,
    full_name: fullName,
    schema_id: uuidOf(fullName),
    comment: schema.comment,
    owner: schema.owner,
    catalog_type: catalog.kind,
    metastore_id: metastoreId,
    ...times(sampleTime, schema.owner),
  };
}

export interface Omit {
  readonly columns: boolean;
  readonly properties: boolean;
}

export function tableJson(catalog: Catalog, schema: Schema, table: Table, omit: Omit): Record<string, unknown> {
  const fullName = `${catalog.name}.${schema.name}.${table.name}`;
  return {
    name: table.name,
    catalog_name: catalog.name,
    schema_name: schema.name,
    full_name: fullName,
    table_id: uuidOf(fullName),
    table_type: table.kind,
    ...(table.kind === "VIEW" || table.kind === "FOREIGN"
      ? {}
      : { data_source_format: "DELTA", storage_location: `s3://emulated-bucket/${uuidOf(fullName)}` }),
    ...(omit.columns ? {} : { columns: table.columns.map(columnJson), table_constraints: constraintsJson(table) }),
    ...(omit.properties ? {} : { properties: { "delta.minReaderVersion": "1" } }),
    view_definition: table.definition,
    comment: table.comment,
    owner: table.owner,
    metastore_id: metastoreId,
    ...times(table.createdAt, table.owner),
  };
}

function columnJson(column: Column, position: number): Record<string, unknown> {
  const { type } = column;
  return {
    name: column.name,
    type_name: catalogTypeName(type),
    type_text: typeText(type),
    type_json: JSON.stringify({ name: column.name, type: typeJson(type), nullable: column.nullable, metadata: {} }),
    type_precision: type.kind === "DECIMAL" ? type.precision : 0,
    type_scale: type.kind === "DECIMAL" ? type.scale : 0,
    nullable: column.nullable,
    position,
    comment: column.comment,
  };
}

function constraintsJson(table: Table): unknown[] {
  const keys = (table.foreignKeys ?? []).map((key) => ({
    foreign_key_constraint: {
      name: key.name,
      child_columns: key.columns,
      parent_table: key.parentTable,
      parent_columns: key.parentColumns,
    },
  }));
  if (table.primaryKey === undefined) return keys;
  return [{ primary_key_constraint: { name: `${table.name}_pk`, child_columns: table.primaryKey } }, ...keys];
}

export function volumeJson(catalog: Catalog, schema: Schema, volume: Volume): Record<string, unknown> {
  const fullName = `${catalog.name}.${schema.name}.${volume.name}`;
  return {
    name: volume.name,
    catalog_name: catalog.name,
    schema_name: schema.name,
    full_name: fullName,
    volume_id: uuidOf(`volume ${fullName}`),
    volume_type: volume.kind,
    storage_location: `s3://emulated-bucket/${uuidOf(`volume ${fullName}`)}`,
    comment: volume.comment,
    owner: schema.owner,
    metastore_id: metastoreId,
    ...times(sampleTime, schema.owner),
  };
}

export function functionJson(catalog: Catalog, schema: Schema, item: CatalogFunction): Record<string, unknown> {
  const fullName = `${catalog.name}.${schema.name}.${item.name}`;
  return {
    name: item.name,
    catalog_name: catalog.name,
    schema_name: schema.name,
    full_name: fullName,
    function_id: uuidOf(`function ${fullName}`),
    data_type: catalogTypeName(item.returns),
    full_data_type: typeText(item.returns),
    input_params: {
      parameters: item.parameters.map((parameter, position) => ({
        name: parameter.name,
        type_name: catalogTypeName(parameter.type),
        type_text: typeText(parameter.type),
        type_json: JSON.stringify({
          name: parameter.name,
          type: typeJson(parameter.type),
          nullable: true,
          metadata: {},
        }),
        position,
      })),
    },
    routine_body: "SQL",
    routine_definition: item.body,
    is_deterministic: true,
    sql_data_access: "CONTAINS_SQL",
    parameter_style: "S",
    security_type: "DEFINER",
    comment: item.comment,
    owner: schema.owner,
    ...times(sampleTime, schema.owner),
  };
}

export function modelJson(catalog: Catalog, schema: Schema, model: RegisteredModel): Record<string, unknown> {
  const fullName = `${catalog.name}.${schema.name}.${model.name}`;
  return {
    name: model.name,
    catalog_name: catalog.name,
    schema_name: schema.name,
    full_name: fullName,
    id: uuidOf(`model ${fullName}`),
    aliases: Object.entries(model.aliases).map(([alias_name, version_num]) => ({ alias_name, version_num })),
    comment: model.comment,
    owner: schema.owner,
    metastore_id: metastoreId,
    ...times(sampleTime, schema.owner),
  };
}

/** @param number from 1. */
export function modelVersionJson(
  model: Record<string, unknown>,
  version: ModelVersion,
  number: number,
): Record<string, unknown> {
  const fullName = String(model["full_name"]);
  return {
    model_name: model["name"],
    catalog_name: model["catalog_name"],
    schema_name: model["schema_name"],
    version: number,
    status: version.status,
    comment: version.comment,
    run_id: version.runId,
    source: `dbfs:/databricks/mlflow-tracking/${version.runId}/artifacts/model`,
    storage_location: `s3://emulated-bucket/${uuidOf(`model ${fullName}`)}/${number}`,
    id: uuidOf(`model ${fullName} ${number}`),
    ...times(sampleTime + number * 86_400_000, String(model["owner"])),
  };
}

export function externalLocationJson(location: ExternalLocation): Record<string, unknown> {
  return {
    name: location.name,
    url: location.url,
    credential_name: location.credential,
    read_only: location.readOnly,
    comment: location.comment,
    owner: owners.data,
    metastore_id: metastoreId,
    ...times(sampleTime, owners.data),
  };
}

export function connectionJson(connection: Connection): Record<string, unknown> {
  return {
    name: connection.name,
    full_name: connection.name,
    connection_type: connection.type,
    credential_type: connection.type === "HTTP" ? "BEARER_TOKEN" : "USERNAME_PASSWORD",
    url: connection.url,
    options: connection.options,
    read_only: true,
    comment: connection.comment,
    owner: owners.data,
    connection_id: uuidOf(`connection ${connection.name}`),
    metastore_id: metastoreId,
    ...times(sampleTime, owners.data),
  };
}

function times(at: number, by: string): Record<string, unknown> {
  return { created_at: at, created_by: by, updated_at: at, updated_by: by };
}

/** A stable id in the shape of a UUID. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
