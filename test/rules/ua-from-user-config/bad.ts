import { DBSQLClient } from "@databricks/sql";

const options = { host: "adb-1.2.azuredatabricks.net", path: "/sql/1.0/warehouses/1" };
await new DBSQLClient().connect({ ...options, userAgentEntry: process.env.USER_AGENT });
//                                                            ^^^^^^^^^^^^^^^^^^^^^^ ua-from-user-config
await new DBSQLClient().connect({ ...options, userAgentEntry: `${process.env.ISV}_Loader/1.2.0` });
//                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-from-user-config
