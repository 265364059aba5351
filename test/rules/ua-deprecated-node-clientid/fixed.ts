import { DBSQLClient } from "@databricks/sql";

await new DBSQLClient().connect({ host, path, userAgentEntry: "Acme_Loader/1.2.0" });
