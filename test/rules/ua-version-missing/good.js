const { DBSQLClient } = require("@databricks/sql");
const { version } = require("./package.json");

new DBSQLClient().connect({ host, path, userAgentEntry: "Acme_Loader/" + version });
