import { owners } from "../sample/define.ts";
import { httpPathOf, type Warehouse, type WarehouseStore } from "../warehouses.ts";
import { ApiError } from "./apiError.ts";
import { paged } from "./paging.ts";
import type { Router } from "./router.ts";

const base = "/api/2.0/sql/warehouses";
const pages = { size: "page_size", serverSize: 100, largest: 1000, isUnlimitedByDefault: false } as const;

export function addWarehouses(router: Router, warehouses: WarehouseStore, sessionCount: () => number): void {
  const find = (id: string | undefined): Warehouse => {
    const found = warehouses.find(id ?? "");
    if (found === undefined)
      throw new ApiError(404, "RESOURCE_DOES_NOT_EXIST", `SQL warehouse ${id ?? ""} does not exist.`);
    return found;
  };
  const json = (warehouse: Warehouse, origin: string) => warehouseJson(warehouse, origin, sessionCount());

  router.add("GET", base, ({ query, origin }) => {
    const { items, next } = paged(
      warehouses.list.length,
      (i) => json(find(warehouses.list[i]?.id), origin),
      query,
      pages,
    );
    return { body: { warehouses: items, ...next } };
  });
  router.add("GET", `${base}/:id`, ({ path, origin }) => ({ body: json(find(path["id"]), origin) }));
  router.add("POST", `${base}/:id/start`, ({ path }) => {
    warehouses.start(find(path["id"]));
    return { body: {} };
  });
  router.add("POST", `${base}/:id/stop`, ({ path }) => {
    warehouses.stop(find(path["id"]));
    return { body: {} };
  });
}

function warehouseJson(warehouse: Warehouse, origin: string, sessions: number): Record<string, unknown> {
  const { hostname, port, protocol } = new URL(origin);
  const path = httpPathOf(warehouse);
  const isRunning = warehouse.state === "RUNNING";
  return {
    id: warehouse.id,
    name: warehouse.name,
    state: warehouse.state,
    cluster_size: "2X-Small",
    size: "XXSMALL",
    min_num_clusters: 1,
    max_num_clusters: 1,
    num_clusters: isRunning ? 1 : 0,
    num_active_sessions: isRunning ? sessions : 0,
    auto_stop_mins: 10,
    enable_photon: true,
    enable_serverless_compute: true,
    warehouse_type: "PRO",
    channel: { name: "CHANNEL_NAME_CURRENT" },
    jdbc_url: `jdbc:databricks://${hostname}:${port}/default;transportMode=http;ssl=${protocol === "https:" ? 1 : 0};httpPath=${path};`,
    odbc_params: { hostname, path, port: Number(port), protocol: protocol.slice(0, -1) },
    health: { status: "HEALTHY" },
    creator_name: owners.analyst,
    tags: {},
  };
}
