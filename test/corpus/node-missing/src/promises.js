const { DBSQLClient } = require("@databricks/sql");

const client = new DBSQLClient();

client
  .connect({
    host: process.env.DATABRICKS_SERVER_HOSTNAME,
    path: process.env.DATABRICKS_HTTP_PATH,
    authType: "databricks-oauth",
  })
  .then(async (connected) => {
    const session = await connected.openSession();
    const operation = await session.executeStatement("SELECT 1", { runAsync: true });
    console.table(await operation.fetchAll());
    await operation.close();
    await session.close();
    await connected.close();
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
