import { DBSQLClient } from "@databricks/sql";

const client = new DBSQLClient();
await client.connect({ host, path, userAgentEntry: "Acme+Loader/1.2.0+b7" });
//                                                 ^^^^^^^^^^^^^^^^^^^^^^ ua-plus-separator
await client.connect({ host, path, userAgentEntry: 'Acme+Loader/1.2.0' });
//                                                 ^^^^^^^^^^^^^^^^^^^ ua-plus-separator
