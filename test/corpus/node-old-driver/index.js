const { program } = require("commander");
const { DBSQLClient } = require("@databricks/sql");

program.option("--host <host>").option("--path <path>").parse();

async function main() {
  const client = await new DBSQLClient().connect({
    ...program.opts(),
    authType: "databricks-oauth",
    userAgentEntry: "Harborline_Exporter/1.1.0",
  });
  await client.close();
}

main();
