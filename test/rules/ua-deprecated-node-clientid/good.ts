import { DBSQLClient } from "@databricks/sql";
import { Client } from "other";

await new DBSQLClient().connect({ host, path, clientId: "Acme_Old/1.0", userAgentEntry: "Acme_Loader/1.2.0" });
await new Client().connect({ clientId: "x" });
