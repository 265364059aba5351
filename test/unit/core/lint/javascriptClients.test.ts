import assert from "node:assert/strict";
import { check, engine } from "./samples.ts";

const host = "https://adb-1.2.azuredatabricks.net";

/** What a text holds, and the sites that are to be found in it: table of facts and status of the User-Agent. */
const cases: Readonly<Record<string, readonly [text: string, ...sites: string[]]>> = {
  "fetch without options": [`// databricks\nawait fetch("${host}/api/2.0/x");`, "rest/fetch missing"],
  "fetch with other headers": [
    `await fetch("${host}/api/2.0/x", { method: "POST", headers: { Authorization: "x" } });`,
    "rest/fetch missing",
  ],
  "fetch with the header in lower case": [
    `await fetch("${host}/api/2.0/x", { headers: { "user-agent": "Acme_Loader/1.2.0" } });`,
    "rest/fetch set-valid",
  ],
  "a Headers object": [
    `const h = new Headers({ "User-Agent": "Acme_Loader/1.2.0" }); await fetch("${host}/api/2.0/x", { headers: h });`,
    "rest/fetch set-valid",
  ],
  "headers set later": [
    `const h = new Headers(); h.set("User-Agent", "Acme_Loader/1.2.0"); await fetch("${host}/api/2.0/x", { headers: h });`,
    "rest/fetch set-valid",
  ],
  "headers in an array, which are not read": [
    `await fetch("${host}/api/2.0/x", { headers: [["User-Agent", "Acme_Loader/1.2.0"]] });`,
    "rest/fetch unknown",
  ],
  "a URL of path and host": [`await fetch(new URL("/api/2.0/x", "${host}"), { method: "GET" });`, "rest/fetch missing"],
  "a URL object that is changed and printed": [
    `const u = new URL("${host}/api/2.0/x"); u.searchParams.set("a","b"); await fetch(u.toString());`,
    "rest/fetch missing",
  ],
  "headers from a function that is not seen": [
    `const host = process.env.DATABRICKS_HOST; await fetch(\`https://\${host}/api/2.0/sql/statements\`, { headers: getHeaders() });`,
    "rest/fetch unknown",
  ],
  "a host from the environment by a short name": [
    `const host = process.env.DATABRICKS_HOST; await fetch(\`https://\${host}/api/2.0/mlflow/x\`, { headers: {} });`,
    "rest/fetch missing",
  ],
  "a URL built from a member": [
    `class C { constructor(private readonly baseUrl: string, private token: string) {}\n async run() { const url = \`\${this.baseUrl}/api/2.0/sql/statements\`; return fetch(url, { method: "POST", headers: { Authorization: \`Bearer \${this.token}\`, "Content-Type": "application/json" }, body: "x" }); } } // databricks`,
    "rest/fetch missing",
  ],
  "headers from a method": [
    `// databricks\nclass C { private headers() { return { Authorization: "x" }; }\n async run() { return fetch("${host}/api/2.0/x", { headers: this.headers() }); } }`,
    "rest/fetch missing",
  ],
  "axios by verb and by config": [
    `import axios from "axios";\nawait axios.get("${host}/api/2.0/x", { headers: { a: "b" } });\nawait axios.post("${host}/api/2.0/x", {}, { headers: { "User-Agent": "Acme_Loader/1.2.0" } });\nawait axios({ url: "${host}/api/2.0/x", method: "get" });\nawait axios.request({ baseURL: "${host}", url: "/api/2.0/x" });`,
    "rest/axios missing",
    "rest/axios-body set-valid",
    "rest/request-object missing",
    "rest/request-object missing",
  ],
  "calls with a type of their answer, awaited and not": [
    `import axios from "axios";\nawait axios.get<Job>("${host}/api/2.0/x", { headers: { a: "b" } });\naxios.get<Job>("${host}/api/2.0/x", { headers: { a: "b" } });\n(await axios.post<Job>("${host}/api/2.0/x", {}, { headers: { "User-Agent": "Acme_Loader/1.2.0" } })).data;`,
    "rest/axios missing",
    "rest/axios missing",
    "rest/axios-body set-valid",
  ],
  "a function of the file whose calls name a type": [
    `const host = address();\nfunction call<T>(path: string): Promise<T> {\n  return fetch(\`\${host}\${path}\`);\n}\nawait call<Job>("/api/2.0/sql/statements");`,
    "rest/fetch missing",
  ],
  "a client of axios with headers": [
    `import axios from "axios";\nconst c = axios.create({ baseURL: "${host}", headers: { "User-Agent": "Acme_Loader/1.2.0" } });\nawait c.get("/api/2.0/sql/statements");`,
    "rest/client set-valid",
  ],
  "a client of axios without": [
    `import axios from "axios";\nconst c = axios.create({ baseURL: "${host}" });\nawait c.get("/api/2.0/sql/statements");`,
    "rest/client missing",
  ],
  "an interceptor, which may set it": [
    `import axios from "axios";\nconst c = axios.create({ baseURL: "${host}" });\nc.interceptors.request.use((r) => r);`,
    "rest/client unknown",
  ],
  "defaults of a client, set later": [
    `import axios from "axios";\nconst c = axios.create({ baseURL: "${host}" });\nc.defaults.headers.common["User-Agent"] = "Acme_Loader/1.2.0";`,
    "rest/client set-valid",
  ],
  "a client whose host comes from the environment": [
    `import axios from "axios";\nconst c = axios.create({ baseURL: process.env.DATABRICKS_HOST });\nawait c.post("/api/2.0/sql/statements", {});`,
    "rest/client-request-body missing",
  ],
  "HttpService of NestJS": [
    `import { HttpService } from "@nestjs/axios";\nclass S { constructor(private readonly http: HttpService) {}\n go() { return this.http.post("${host}/api/2.0/x", {}, { headers: {} }); } }`,
    "rest/axios-body missing",
  ],
  "Node's request by options": [
    `import https from "node:https";\nconst r = https.request({ hostname: "adb-1.2.azuredatabricks.net", path: "/api/2.0/x", headers: {} }, (res) => {});`,
    "rest/node-object missing",
  ],
  "Node's get by URL; a callback in the place of options": [
    `const https = require("https");\nhttps.get("${host}/api/2.0/x", { headers: { "User-Agent": "Acme_Loader/1.2.0" } }, (res) => {});\nhttps.get("${host}/api/2.0/x", (res) => {});`,
    "rest/node set-valid",
    "rest/node missing",
  ],
  undici: [
    `import { request } from "undici";\nawait request("${host}/api/2.0/x", { method: "GET" });`,
    "rest/url-client missing",
  ],
  got: [
    `import got from "got";\nawait got("${host}/api/2.0/x").json();\nconst c = got.extend({ prefixUrl: "${host}", headers: { "user-agent": "Acme_Loader/1.2.0" } });`,
    "rest/url-client missing",
    "rest/client set-valid",
  ],
  superagent: [
    `import superagent from "superagent";\nawait superagent.get("${host}/api/2.0/x").set("User-Agent", "Acme_Loader/1.2.0");\nawait superagent.get("${host}/api/2.0/x").set("Accept", "x");`,
    "rest/superagent set-valid",
    "rest/superagent missing",
  ],
  "the SDK, whose second argument counts": [
    `import { WorkspaceClient } from "@databricks/sdk-experimental";\nnew WorkspaceClient({});\nnew WorkspaceClient({ host: "h", token: "t" }, { product: "Acme_Loader", productVersion: "1.2.0" });\nexport function f(config: any) { return new WorkspaceClient(config); }`,
    "js-sdk/experimental missing",
    "js-sdk/experimental set-valid",
    "js-sdk/experimental missing",
  ],
  "the modular SDK after setProduct": [
    `import { StatementExecutionClient } from "@databricks/sdk-statementexecution/v1";\nimport { setProduct } from "@databricks/sdk-core/clientinfo";\nsetProduct("Acme_Loader", "1.2.0");\nnew StatementExecutionClient({ host: "h" });`,
    "js-sdk/modular set-valid",
  ],
  "the modular SDK without it": [
    `import { StatementExecutionClient } from "@databricks/sdk-statementexecution/v1";\nnew StatementExecutionClient({ host: "h" });`,
    "js-sdk/modular missing",
  ],
  "node-postgres by host and by URL": [
    `// lakebase\nimport pg from "pg";\nnew pg.Pool({ host: "ep-x.database.us-east-1.cloud.databricks.com", user: "u" });\nnew pg.Pool({ connectionString: "postgresql://u@ep-x.database.us-east-1.cloud.databricks.com/db?application_name=Acme_Loader%2F1.2.0" });\nnew pg.Pool({ host: "db.example.com" });`,
    "lakebase/pg missing",
    "lakebase/pg set-valid",
  ],
  "a host that settings give, which may be any": [
    `// lakebase\nimport { Pool } from "pg";\nconst p = new Pool({ host: process.env.LAKEBASE_HOST, application_name: "Acme_Loader/1.2.0" });`,
  ],
  "postgres.js": [
    `// lakebase\nimport postgres from "postgres";\npostgres("postgresql://u@ep-x.database.us-east-1.cloud.databricks.com/db", { ssl: "require" });\npostgres({ host: "ep-x.database.us-east-1.cloud.databricks.com", connection: { application_name: "Acme_Loader/1.2.0" } });`,
    "lakebase/postgres-js missing",
    "lakebase/postgres-js set-valid",
  ],
  "the option that @databricks/lakebase drops": [
    `import { createLakebasePool } from "@databricks/lakebase";\ncreateLakebasePool({ application_name: "x" });`,
    "lakebase/databricks-lakebase missing",
  ],
  Zerobus: [
    `import { ZerobusSdk } from "@databricks/zerobus-ingest-sdk";\nnew ZerobusSdk("a", "b");`,
    "zerobus/typescript missing",
  ],
  "transports of MCP": [
    `import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";\nnew StreamableHTTPClientTransport(new URL("${host}/api/2.0/mcp/sql"), { requestInit: { headers: { Authorization: "x" } } });\nnew StreamableHTTPClientTransport(new URL("/api/2.0/mcp/sql", "${host}"), { requestInit: { headers: { "User-Agent": "Acme_Loader/1.2.0" } } });`,
    "mcp/typescript-transport missing",
    "mcp/typescript-transport set-valid",
  ],
  "a dynamic import": [
    `const { WorkspaceClient } = await import("@databricks/sdk-experimental");\nnew WorkspaceClient({});`,
    "js-sdk/experimental missing",
  ],
  "a client that mints tokens": [
    `import { WorkspaceClient } from "@databricks/sdk-experimental";\nconst w = new WorkspaceClient({}, { product: "Acme_Loader" });\nawait w.tokens.create({ comment: "x" });`,
    "js-sdk/experimental set-valid",
  ],
};

describe("clients of Databricks in JavaScript", () => {
  for (const [title, [text, ...expected]] of Object.entries(cases))
    it(`sees ${title}`, async () => {
      const { sites } = await check("a.ts", text);
      assert.deepEqual(
        sites.map(({ facts, userAgent }) => `${facts} ${userAgent.status}`),
        expected,
      );
    });

  it("sees tokens being minted and database credentials being asked for", async () => {
    const document = engine.open("a.ts");
    const model = await document.read(`
      import { WorkspaceClient } from "@databricks/sdk-experimental";
      import { generateDatabaseCredential } from "@databricks/lakebase";
      const w = new WorkspaceClient({}, { product: "Acme_Loader" });
      await w.tokens.create({ comment: "x" });
      const { token } = await generateDatabaseCredential(w, { endpoint: "projects/a/branches/b/endpoints/c" });
    `);
    document.dispose();
    assert.deepEqual(
      model?.uses.map(({ use, options }) => `${use} ${options.names.join(" ")}`),
      ["mint-pat comment", "lakebase-credential endpoint"],
    );
  });
});
