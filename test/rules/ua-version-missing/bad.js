const { DBSQLClient } = require("@databricks/sql");

const AGENT = "Acme_Loader";
//            ^^^^^^^^^^^^^ ua-version-missing
new DBSQLClient().connect({ host, path, userAgentEntry: AGENT });
