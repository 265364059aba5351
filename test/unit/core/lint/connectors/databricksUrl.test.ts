import assert from "node:assert/strict";
import {
  hasDatabricksHost,
  isDatabricksUrl,
  isLakebaseHost,
} from "../../../../../src/core/lint/connectors/databricksUrl.ts";

const databricks = [
  "https://adb-123.4.azuredatabricks.net/api/2.0/sql/statements",
  "https://dbc-a1b2.cloud.databricks.com/api/2.1/jobs/list",
  "https://dbc-a1b2.cloud.databricks.com",
  "https://dbc-a1b2.cloud.databricks.com:443/anything",
  "https://123.4.gcp.databricks.com/oidc/v1/token",
  "https://accounts.cloud.databricks.com/oidc/accounts/{accountId}/v1/token",
  "https://adb-1.2.databricks.azure.cn/api/2.0/x",
  "https://user:{token}@acme.cloud.databricks.us/api/2.0/clusters/list",
  "https://{workspace}.cloud.databricks.com/api/2.0/x",
  "https://your-workspace.databricks.com/api/2.0/sql/statements",
  "https://{host}/api/2.0/sql/statements/",
  "{baseUrl}/api/2.0/sql/statements/{statementId}/result/chunks/{index}",
  "{base}/api/2.1/unity-catalog/tables",
  "https://{host}/oidc/v1/token",
  "{url}/oidc/accounts/{account}/v1/token",
  "https://{os.environ['DATABRICKS_HOST']}/api/2.1/jobs",
  "https://{f({ databricksHost: 1 })}/api/2.0/mlflow/experiments/list",
  "{process.env.DATABRICKS_HOST}/api/2.0/mlflow/runs/search",
  "{process.env.DATABRICKS_HOST}/x",
  "{config.databricks.workspaceUrl}/api/2.0/something",
  "https://{WORKSPACE_URL}/api/2.0/repos",
  "https://<databricks-instance>/api/2.0/clusters/get",
  "https://{host}/serving-endpoints/{name}/invocations",
  "/api/2.0/sql/statements",
  "{scheme}://{host}:{port}/api/2.1/unity-catalog/catalogs",
  "{w.config.host}/api/2.0/apps/{name}",
  "https://{host}/api/2.0/permissions/jobs/{id}",
  "https://YOUR_WORKSPACE_URL/serving-endpoints/{name}/invocations",
  "https://your-databricks-host/api/2.0/clusters/list",
  "https://example.databricks.net/api/2.1/jobs/list",
];

const others = [
  "https://docs.databricks.com/api/workspace/statementexecution",
  "https://docs.gcp.databricks.com/sql/",
  "https://docs.cloud.databricks.com/x",
  "https://www.databricks.com/product",
  "https://community.databricks.com/api/2.0/search",
  "https://databricks.com/blog",
  "https://github.com/databricks/cli/api/2.0/sql/statements",
  "https://api.github.com/repos/databricks/databricks-sdk-py",
  "https://raw.githubusercontent.com/x/y/main/api/2.0/sql/statements",
  "http://localhost:8080/api/2.1/unity-catalog/catalogs",
  "http://127.0.0.1:5000/api/2.0/mlflow/experiments/list",
  "{MLFLOW_TRACKING_URI}/api/2.0/mlflow/experiments/list",
  "https://{host}/api/2.0/users",
  "https://{host}/api/2.0/permissions/users",
  "http://my-service/api/2.0/clusters/list",
  "http://databricks-emulator:8080/api/2.0/clusters/list",
  "https://YOUR_WORKSPACE_URL/index.html",
  "https://{host}/oidc/token",
  "https://api.bitbucket.org/2.0/repositories",
  "https://notclouddatabricks.com/api/2.0/x",
  "https://cloud.databricks.com.evil.example/api/2.0/x",
  "https://example.com/?next=https://x.cloud.databricks.com/api/2.0/x",
  "https://my-app-123.aws.databricksapps.com/api/query",
  "{DATABRICKS_APP_URL}/api/query",
  "{databricksProxy}/v1/query",
  "/api/databricks/query",
  "/api/2.0/users",
  "{url}",
  "{baseUrl}{path}",
  "databricks",
  "",
];

const lakebase = [
  "ep-calm-1234.database.us-east-1.cloud.databricks.com",
  "instance-0a1b.database.cloud.databricks.com:5432",
  "postgresql://{user}:{token}@ep-x.database.westeurope.azuredatabricks.net:5432/databricks_postgres?sslmode=require",
  "host=ep-x.database.us-east-1.cloud.databricks.com dbname=x",
  "dbname=x host='ep-x.database.us-east-1.cloud.databricks.com' user=u",
  "{endpoint}.database.{region}.cloud.databricks.com",
  "{process.env.LAKEBASE_HOST}",
  "postgres://{user}:{password}@{LAKEBASE_HOST}/db",
];

const otherPostgres = [
  "db.example.com",
  "localhost",
  "adb-123.4.azuredatabricks.net",
  "{process.env.PGHOST}",
  "postgres://u:p@database.example.com/lakebase",
  "mydb.database.windows.net",
  "{LAKEBASE_ENDPOINT}",
  "",
];

describe("URLs of Databricks", () => {
  for (const text of databricks) it(`knows ${text}`, () => assert.equal(isDatabricksUrl(text), true));
  for (const text of others)
    it(`leaves ${text || "an empty text"} alone`, () => assert.equal(isDatabricksUrl(text), false));
  for (const text of lakebase) it(`knows the Postgres ${text}`, () => assert.equal(isLakebaseHost(text), true));
  for (const text of otherPostgres)
    it(`leaves the Postgres ${text || "of no name"} alone`, () => assert.equal(isLakebaseHost(text), false));

  it("tells a host that is written out from one that is only likely", () => {
    assert.equal(hasDatabricksHost("https://adb-1.2.azuredatabricks.net/api"), true);
    assert.equal(hasDatabricksHost("https://{host}/api/2.0/sql/statements"), false);
  });
});
