import { WorkspaceClient } from "@databricks/sdk-experimental";
import type { ClientOptions } from "@databricks/sdk-experimental";
import { JobsClient } from "@databricks/sdk-jobs/v1";
import { setProduct } from "@databricks/sdk-core/clientinfo";
import pkg from "../package.json";

const tag = { product: "Acme_Loader", productVersion: pkg.version } as const;

export const direct = new WorkspaceClient({}, { product: "Acme_Loader", productVersion: "1.2.0" });
export const shared = new WorkspaceClient({}, tag);
export const spread = new WorkspaceClient({}, { ...tag, userAgentExtra: { region: "eu" } });
export const partner = new WorkspaceClient({}, { userAgentExtra: { partner: "Acme" } });

export class Databricks {
  constructor(private readonly options: ClientOptions) {}

  client() {
    return new WorkspaceClient({}, this.options);
  }
}

setProduct("Acme_Loader", "1.2.0");
export const jobs = new JobsClient({ host: "https://adb-1.2.azuredatabricks.net" });

// Another library with the same names.
export namespace Other {
  class WorkspaceClient {}
  export const other = new WorkspaceClient();
}
