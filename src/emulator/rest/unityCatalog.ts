import { CatalogView, itemAt, like } from "../catalog/catalogView.ts";
import type { ScaleCatalog } from "../catalog/scaleCatalog.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { addCatalogObjects } from "./catalogObjects.ts";
import { catalogJson, metastoreId, schemaJson, tableJson } from "./catalogJson.ts";
import { catalogPages, itemPages, paged, required } from "./paging.ts";
import type { Router } from "./router.ts";

const base = "/api/2.1/unity-catalog";

/** Unity Catalog's read side. */
export function addUnityCatalog(router: Router, store: CatalogStore, scale: ScaleCatalog | undefined): void {
  const view = new CatalogView(store, scale);

  router.add("GET", `${base}/catalogs`, ({ query }) => {
    const all = view.catalogs();
    const { items, next } = paged(all.length, (i) => catalogJson(itemAt(all, i)), query, catalogPages);
    return { body: { catalogs: items, ...next } };
  });
  router.add("GET", `${base}/catalogs/:name`, ({ path }) => ({ body: catalogJson(view.catalog(path["name"] ?? "")) }));

  router.add("GET", `${base}/schemas`, ({ query }) => {
    const catalog = view.open(required(query, "catalog_name"));
    const list = view.schemas(catalog);
    const { items, next } = paged(list.count, (i) => schemaJson(catalog, list.at(i)), query, catalogPages);
    return { body: { schemas: items, ...next } };
  });
  router.add("GET", `${base}/schemas/:full_name`, ({ path }) => {
    const { catalog, schema } = view.schemaNamed(path["full_name"] ?? "");
    return { body: schemaJson(catalog, schema) };
  });

  router.add("GET", `${base}/tables`, ({ query }) => {
    const { catalog, schema } = view.schema(required(query, "catalog_name"), required(query, "schema_name"));
    const list = view.tables(catalog, schema);
    const omit = { columns: query.get("omit_columns") === "true", properties: query.get("omit_properties") === "true" };
    const { items, next } = paged(list.count, (i) => tableJson(catalog, schema, list.at(i), omit), query, catalogPages);
    return { body: { tables: items, ...next } };
  });
  router.add("GET", `${base}/tables/:full_name`, ({ path }) => {
    const { catalog, schema, table } = view.table(path["full_name"] ?? "");
    return { body: tableJson(catalog, schema, table, { columns: false, properties: false }) };
  });
  router.add("GET", `${base}/tables/:full_name/exists`, ({ path }) => ({
    body: { table_exists: view.tableExists(path["full_name"] ?? "") },
  }));
  router.add("GET", `${base}/table-summaries`, ({ query }) => {
    const catalog = view.open(required(query, "catalog_name"));
    const all = view.summaries(catalog, like(query.get("schema_name_pattern")), like(query.get("table_name_pattern")));
    const { items, next } = paged(all.length, (i) => itemAt(all, i), query, itemPages);
    return { body: { tables: items, ...next } };
  });

  addCatalogObjects(router, store, view);
  router.add("GET", `${base}/metastore_summary`, () => ({
    body: {
      metastore_id: metastoreId,
      name: "emulated",
      cloud: "aws",
      region: "local",
      owner: "data-platform@emulated.example",
    },
  }));
}
