import { badRequest } from "./apiError.ts";
import type { Router } from "./router.ts";

/** The workspace's one cluster. Nothing runs on it; clients ask for its runtime before they connect. */
export const clusterId = "1121-060000-emulated";

export function addClusters(router: Router): void {
  router.add("GET", "/api/2.1/clusters/get", ({ query }) => {
    const id = query.get("cluster_id") ?? "";
    if (id !== clusterId) throw badRequest(`Cluster ${id} does not exist`);
    const runtime = { spark_version: "16.4.x-scala2.12", data_security_mode: "USER_ISOLATION" };
    return { body: { cluster_id: id, cluster_name: "Emulated cluster", state: "TERMINATED", ...runtime } };
  });
}
