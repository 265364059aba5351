import type { Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

/** `information_schema` as it is listed; its rows are computed by `sql/informationSchema.ts` when a statement asks for them. */
export function informationSchemaListing(): Schema {
  const view = (name: string, comment: string, columns: readonly string[]) =>
    table(name, comment, { kind: "VIEW", columns });
  return schema("information_schema", "What the catalog holds, as tables", {
    tables: [
      view("catalogs", "Catalogs", ["catalog_name string", "catalog_owner string", "comment string"]),
      view("schemata", "Schemas", [
        "catalog_name string",
        "schema_name string",
        "schema_owner string",
        "comment string",
      ]),
      view("tables", "Tables and views", [
        "table_catalog string",
        "table_schema string",
        "table_name string",
        "table_type string",
        "table_owner string",
        "comment string",
      ]),
      view("columns", "Columns of tables and views", [
        "table_catalog string",
        "table_schema string",
        "table_name string",
        "column_name string",
        "ordinal_position int",
        "is_nullable string",
        "full_data_type string",
        "comment string",
      ]),
    ],
  });
}
