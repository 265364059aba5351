import { itemAt } from "../catalog/catalogView.ts";
import { itemPages, paged, required } from "../rest/paging.ts";
import type { Router } from "../rest/router.ts";
import { apps, appsPrefix, genieSpaces, searchIndexes } from "./samples.ts";

const pages = { ...itemPages, size: "page_size" } as const;

/** Where clients learn which endpoints there are: Genie spaces, search indexes and apps. */
export function addMcpListings(router: Router): void {
  router.add("GET", "/api/2.0/genie/spaces", ({ query }) => {
    const at = (i: number) => {
      const { id, title, description } = itemAt(genieSpaces, i);
      return { space_id: id, title, description };
    };
    const { items, next } = paged(genieSpaces.length, at, query, pages);
    return { body: { spaces: items, ...next } };
  });
  router.add("GET", "/api/2.0/vector-search/endpoints", () => {
    const names = [...new Set(searchIndexes.map(({ endpoint }) => endpoint))];
    return {
      body: {
        endpoints: names.map((name) => ({ name, endpoint_type: "STANDARD", endpoint_status: { state: "ONLINE" } })),
      },
    };
  });
  router.add("GET", "/api/2.0/vector-search/indexes", ({ query }) => {
    const endpoint = required(query, "endpoint_name");
    const found = searchIndexes.filter((index) => index.endpoint === endpoint);
    return {
      body: {
        vector_indexes: found.map(({ name, primaryKey }) => ({
          name,
          endpoint_name: endpoint,
          primary_key: primaryKey,
          index_type: "DELTA_SYNC",
        })),
      },
    };
  });
  router.add("GET", "/api/2.0/apps", ({ query, origin }) => {
    const at = (i: number) => {
      const { name, description } = itemAt(apps, i);
      return { name, description, url: `${origin}${appsPrefix}${name}`, app_status: { state: "RUNNING" } };
    };
    const { items, next } = paged(apps.length, at, query, pages);
    return { body: { apps: items, ...next } };
  });
}
