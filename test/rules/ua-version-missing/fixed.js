const { DBSQLClient } = require("@databricks/sql");

const AGENT = "Acme_Loader/1.2.0";
new DBSQLClient().connect({ host, path, userAgentEntry: AGENT });
