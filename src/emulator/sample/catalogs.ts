import type { Catalog } from "../catalog/model.ts";
import { awkward } from "./awkward.ts";
import { catalog, schema } from "./define.ts";
import { informationSchemaListing } from "./informationSchema.ts";
import { crm, weather } from "./elsewhere.ts";
import { operations } from "./operations.ts";
import { nyctaxi, tpch } from "./samples.ts";
import { sales } from "./sales.ts";
import { systemSchemas } from "./systemTables.ts";

/** The catalogs a fresh emulated workspace shows. Maps are copied, because SQL may change them. */
export function sampleCatalogs(): Catalog[] {
  const made = [
    catalog("main", "Main catalog of the sample shop", "MANAGED_CATALOG", [
      schema("default", "Default schema", { tables: [] }),
      sales,
      operations,
      awkward,
    ]),
    catalog("samples", "Small public-looking data sets", "MANAGED_CATALOG", [nyctaxi, tpch]),
    catalog("crm", "Customer relations, in a Postgres database elsewhere", "FOREIGN_CATALOG", [crm], {
      connection: "crm_postgres",
    }),
    catalog("weather", "Forecasts that a partner shares", "DELTASHARING_CATALOG", [weather], {
      share: { provider: "north_sea_weather", name: "forecasts" },
    }),
    catalog("payroll", "Salaries; who is not of the team sees that it is there", "MANAGED_CATALOG", [], {
      isClosed: true,
    }),
    catalog("system", "What the workspace knows about itself", "SYSTEM_CATALOG", systemSchemas()),
  ];
  for (const item of made) {
    if (item.isClosed === true) continue;
    item.schemas.set("information_schema", informationSchemaListing());
    for (const [key, value] of item.schemas) item.schemas.set(key, { ...value, tables: new Map(value.tables) });
  }
  return made;
}
