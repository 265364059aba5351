import { type CatalogView, itemAt } from "../catalog/catalogView.ts";
import type { Catalog, Schema } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { externalLocations } from "../sample/elsewhere.ts";
import { ApiError } from "./apiError.ts";
import {
  connectionJson,
  externalLocationJson,
  functionJson,
  modelJson,
  modelVersionJson,
  volumeJson,
} from "./catalogJson.ts";
import { catalogPages, itemPages, type PageRules, paged, required } from "./paging.ts";
import type { Router } from "./router.ts";

const base = "/api/2.1/unity-catalog";

/** What schemas hold beside tables, and what belongs to no catalog. */
export function addCatalogObjects(router: Router, store: CatalogStore, view: CatalogView): void {
  /** A list below a schema, and one of its entries by full name. */
  function add<T extends { readonly name: string }>(
    kind: { readonly path: string; readonly field: string; readonly what: string; readonly pages: PageRules },
    of: (schema: Schema) => readonly T[],
    json: (catalog: Catalog, schema: Schema, item: T) => unknown,
  ): void {
    router.add("GET", `${base}/${kind.path}`, ({ query }) => {
      const { catalog, schema } = view.schema(required(query, "catalog_name"), required(query, "schema_name"));
      const list = [...of(schema)].sort((a, b) => (a.name < b.name ? -1 : 1));
      const { items, next } = paged(list.length, (i) => json(catalog, schema, itemAt(list, i)), query, kind.pages);
      return { body: { [kind.field]: items, ...next } };
    });
    router.add("GET", `${base}/${kind.path}/:full_name`, ({ path }) => {
      const { catalog, schema, item } = view.item(path["full_name"] ?? "", kind.what, of);
      return { body: json(catalog, schema, item) };
    });
  }

  add({ path: "volumes", field: "volumes", what: "Volume", pages: itemPages }, ({ volumes }) => volumes, volumeJson);
  add(
    { path: "functions", field: "functions", what: "Routine", pages: catalogPages },
    ({ functions }) => functions,
    functionJson,
  );
  add(
    { path: "models", field: "registered_models", what: "Model", pages: itemPages },
    ({ models }) => models ?? [],
    modelJson,
  );
  router.add("GET", `${base}/models/:full_name/versions`, ({ path, query }) => {
    const { catalog, schema, item } = view.item(path["full_name"] ?? "", "Model", ({ models }) => models ?? []);
    const model = modelJson(catalog, schema, item);
    const { items, next } = paged(
      item.versions.length,
      (i) => modelVersionJson(model, itemAt(item.versions, i), i + 1),
      query,
      itemPages,
    );
    return { body: { model_versions: items, ...next } };
  });

  router.add("GET", `${base}/external-locations`, ({ query }) => {
    const at = (i: number) => externalLocationJson(itemAt(externalLocations, i));
    const { items, next } = paged(externalLocations.length, at, query, catalogPages);
    return { body: { external_locations: items, ...next } };
  });
  router.add("GET", `${base}/external-locations/:name`, ({ path }) => {
    const found = externalLocations.find(({ name }) => name === path["name"]);
    if (found === undefined) {
      const message = `External Location '${path["name"] ?? ""}' does not exist.`;
      throw new ApiError(404, "EXTERNAL_LOCATION_DOES_NOT_EXIST", message);
    }
    return { body: externalLocationJson(found) };
  });
  router.add("GET", `${base}/connections`, ({ query }) => {
    const connections = [...store.connections.values()];
    const { items, next } = paged(
      connections.length,
      (i) => connectionJson(itemAt(connections, i)),
      query,
      catalogPages,
    );
    return { body: { connections: items, ...next } };
  });
  router.add("GET", `${base}/connections/:name`, ({ path }) => {
    const found = store.connection(path["name"] ?? "");
    if (found === undefined)
      throw new ApiError(404, "CONNECTION_DOES_NOT_EXIST", `Connection '${path["name"] ?? ""}' does not exist.`);
    return { body: connectionJson(found) };
  });
}
