import { DBSQLClient } from "@databricks/sql";

const client = new DBSQLClient();
await client.connect({ host, path, userAgentEntry: "Acme_Loader/1.2.0+b7" });
await client.connect({ host, path, userAgentEntry: 'Acme_Loader/1.2.0' });
