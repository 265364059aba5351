import type { Caller } from "./call.ts";
import { pageSize } from "./paging.ts";
import { pathSegment } from "./path.ts";
import { optionalText, readList, readObject, readOne } from "./read.ts";
import { warehouse } from "./readers.ts";
import type { Warehouse } from "./types.ts";

/** SQL warehouses. */
export interface WarehouseApi {
  warehouses(signal?: AbortSignal): Promise<readonly Warehouse[]>;
  warehouse(id: string, signal?: AbortSignal): Promise<Warehouse>;
  /** Asks the warehouse to start; does not wait until it runs. */
  startWarehouse(id: string, signal?: AbortSignal): Promise<void>;
  /** Asks the warehouse to stop, also one that is starting; does not wait until it has. Statements on it are ended. */
  stopWarehouse(id: string, signal?: AbortSignal): Promise<void>;
}

const base = "/api/2.0/sql/warehouses";

export function warehouseApi({ get, post }: Pick<Caller, "get" | "post">): WarehouseApi {
  return {
    async warehouses(signal) {
      const found: Warehouse[] = [];
      let pageToken: string | undefined;
      // A workspace has tens of warehouses and a picker needs them all. The bound is against a server that never ends.
      for (let pages = 0; pages < 100; pages++) {
        const request = { pageSize: 100, ...(pageToken === undefined ? {} : { pageToken }) };
        const answer = await get(base, pageSize(request), signal);
        found.push(...readList(answer, "warehouses", "warehouses", warehouse));
        pageToken = optionalText(readObject(answer, "warehouses")["next_page_token"]);
        if (pageToken === undefined) break;
      }
      return found;
    },

    async warehouse(id, signal) {
      return readOne(await get(`${base}/${pathSegment(id)}`, {}, signal), `the warehouse ${id}`, warehouse);
    },

    async startWarehouse(id, signal) {
      await post(`${base}/${pathSegment(id)}/start`, undefined, signal);
    },

    async stopWarehouse(id, signal) {
      await post(`${base}/${pathSegment(id)}/stop`, undefined, signal);
    },
  };
}
