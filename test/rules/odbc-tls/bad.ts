import { DBSQLClient } from "@databricks/sql";

await new DBSQLClient().connect({
  host: "adb-1.2.azuredatabricks.net",
  path: "/sql/1.0/warehouses/1",
  userAgentEntry: "Acme_Loader/1.2.0",
  checkServerCertificate: false,
  // <- odbc-tls 2 31
});
