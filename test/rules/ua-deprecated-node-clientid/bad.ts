import { DBSQLClient } from "@databricks/sql";

await new DBSQLClient().connect({ host, path, clientId: "Acme_Loader/1.2.0" });
//                                            ^^^^^^^^ ua-deprecated-node-clientid
