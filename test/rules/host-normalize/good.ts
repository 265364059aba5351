import { WorkspaceClient } from "@databricks/sdk-experimental";
import { DBSQLClient } from "@databricks/sql";

const options = { path: "/sql/1.0/warehouses/1", userAgentEntry: "Acme_Loader/1.2.0" };
await new DBSQLClient().connect({ ...options, host: "adb-1.2.azuredatabricks.net" });
await new DBSQLClient().connect({ ...options, host: process.env.DATABRICKS_HOST });
await new DBSQLClient().connect({ ...options, host: `${workspace}.cloud.databricks.com` });
// The SDK wants a URL.
new WorkspaceClient({ host: "https://adb-1.2.azuredatabricks.net" }, { product: "Acme_Loader", productVersion: "1.2.0" });
