import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import { python } from "./bed/python.ts";
import { odbcSignIns } from "./clients.ts";
import { programOf, snippetsOf } from "./snippetFiles.ts";

const standIns = fileURLToPath(new URL("bed/standIns", import.meta.url));

/** Visibly no secrets. */
const environment = {
  DATABRICKS_HOST: "https://Example.cloud.databricks.com/?o=1",
  DATABRICKS_HTTP_PATH: "/sql/1.0/warehouses/0123456789abcdef",
  DATABRICKS_CLIENT_ID: "<client id>",
  DATABRICKS_CLIENT_SECRET: "a secret",
  DATABRICKS_ACCESS_TOKEN: "a user's token",
  DATABRICKS_TOKEN: "a personal token",
};

/** The secret that each way to sign in hands to the driver. */
const secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  m2m: { Auth_Client_Secret: environment.DATABRICKS_CLIENT_SECRET },
  u2m: {},
  "u2m-token": { Auth_AccessToken: environment.DATABRICKS_ACCESS_TOKEN },
  pat: { PWD: environment.DATABRICKS_TOKEN },
};

describe("snippets for pyodbc, with a stand-in for it", () => {
  before(async function () {
    const why = await python.missing();
    if (why === undefined) return;
    console.log(`    ${python.name} is not at hand: ${why}`);
    this.skip();
  });

  for (const [title, snippet] of snippetsOf("python").filter(([, { connector }]) => connector === "odbc")) {
    it(`${title}: gives the driver what it needs and no more, and closes the connection`, async () => {
      const file = await writeProgram("program.py", programOf(snippet, environment.DATABRICKS_HOST, "0"));
      const env = { PATH: process.env["PATH"], PYTHONPATH: standIns, PYTHONDONTWRITEBYTECODE: "1", ...environment };
      const { code, output } = await runCommand("python3", [file], { env });
      assert.equal(code, 0, output);
      const [keywords = "", ...rest] = output.trim().split("\n");
      assert.deepEqual(JSON.parse(keywords), {
        autocommit: true,
        Driver: "Databricks ODBC Driver",
        Host: "example.cloud.databricks.com",
        Port: "443",
        HTTPPath: environment.DATABRICKS_HTTP_PATH,
        SSL: "1",
        ThriftTransport: "2",
        ...odbcSignIns[snippet.auth],
        ...secrets[snippet.auth],
        UserAgentEntry: "Acme_Loader/1.2.0",
      });
      assert.deepEqual(rest, ["SELECT current_user()", "somebody", "closed"]);
    });
  }
});
