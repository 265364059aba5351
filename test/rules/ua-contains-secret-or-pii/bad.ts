import { DBSQLClient } from "@databricks/sql";

const options = { host: "adb-1.2.azuredatabricks.net", path: "/sql/1.0/warehouses/1" };

export const connect = (user: { email: string; id: string }) =>
  new DBSQLClient().connect({ ...options, userAgentEntry: `Acme_Loader/1.2.0-${user.email}` });
//                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-contains-secret-or-pii

await new DBSQLClient().connect({ ...options, userAgentEntry: "Acme_Loader/1.2.0-8f3c2a10-0000-4000-8000-000000000000" });
//                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-contains-secret-or-pii
