import { DBSQLClient } from "@databricks/sql";
import pkg from "../package.json";

const options = { host: "adb-1.2.azuredatabricks.net", path: "/sql/1.0/warehouses/1" };
await new DBSQLClient().connect({ ...options, userAgentEntry: `Acme_Loader/${pkg.version}` });
await new DBSQLClient().connect({ ...options, userAgentEntry: "Acme_TokenBroker/1.2.0" });
await new DBSQLClient().connect({ ...options, userAgentEntry: "Acme_Dosed/1.2.0" });
