import { WorkspaceClient } from "@databricks/sdk-experimental";
import { DBSQLClient } from "@databricks/sql";

const base = { path: "/sql/1.0/warehouses/1", userAgentEntry: "Acme_Loader/1.2.0" };
await new DBSQLClient().connect({ ...base, host: "adb-1.2.azuredatabricks.net", checkServerCertificate: true });
// An emulator on this machine has a certificate of its own.
await new DBSQLClient().connect({ ...base, host: "127.0.0.1", checkServerCertificate: false });
new WorkspaceClient({ skipVerify: false }, { product: "Acme_Loader", productVersion: "1.2.0" });
