import { DBSQLClient } from "@databricks/sql";

const options = { host: "adb-1.2.azuredatabricks.net", path: "/sql/1.0/warehouses/1" };
await new DBSQLClient().connect({ ...options, userAgentEntry: `Acme_Loader/${process.env.npm_package_version}` });
await new DBSQLClient().connect({ ...options, userAgentEntry: process.env.USER_AGENT ?? "Acme_Loader/1.2.0" });

export const connect = (userAgentEntry: string) => new DBSQLClient().connect({ ...options, userAgentEntry });
