import { DBSQLClient } from "@databricks/sql";

await new DBSQLClient().connect({ host, path, userAgentEntry: `Acme Loader/${version}` });
//                                                            ^^^^^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
