import assert from "node:assert/strict";
import { get } from "node:http";
import { WorkspaceClient } from "@databricks/sdk-experimental";
import { clusterId } from "../../../src/emulator/rest/clusterRoutes.ts";
import { runningEmulator } from "./running.ts";

describe("emulator: REST", () => {
  const emulator = runningEmulator({ scale: { schemas: 10_000, tables: 100_000 } });

  const client = (token = emulator.current.createToken()) =>
    new WorkspaceClient({ host: emulator.current.httpUrl, token, authType: "pat" });

  async function ask(
    path: string,
    token = emulator.current.createToken(),
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(emulator.current.httpUrl + path, {
      headers: token === "" ? {} : { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
    const all: T[] = [];
    for await (const item of items) all.push(item);
    return all;
  }

  it("lists catalogs, schemas, tables and columns for the official SDK", async () => {
    const workspace = client();
    const catalogs = await listed(workspace.catalogs.list({}));
    assert.deepEqual(
      catalogs.map((item) => item.name),
      ["crm", "main", "payroll", "samples", "scale", "system", "weather"],
    );
    const schemas = await listed(workspace.schemas.list({ catalog_name: "main" }));
    assert.deepEqual(
      schemas.map((item) => item.name),
      ["default", "information_schema", "odd names", "ops", "sales"],
    );
    const tables = await listed(workspace.tables.list({ catalog_name: "main", schema_name: "sales" }));
    assert.deepEqual(
      tables.map((item) => item.table_type),
      ["STREAMING_TABLE", "MANAGED", "MANAGED", "MANAGED", "MATERIALIZED_VIEW", "MANAGED", "VIEW"],
    );
    const orders = await workspace.tables.get({ full_name: "main.sales.orders" });
    assert.deepEqual(
      orders.columns
        ?.slice(0, 2)
        .map(({ name, type_text, nullable, comment }) => ({ name, type_text, nullable, comment })),
      [
        { name: "order_id", type_text: "bigint", nullable: false, comment: "Order number" },
        { name: "customer_id", type_text: "bigint", nullable: false, comment: "Who ordered" },
      ],
    );
    assert.equal(orders.table_constraints?.length, 2);
  });

  it("gets every table by its full name, however odd", async () => {
    const tables = await listed(client().tables.list({ catalog_name: "main", schema_name: "odd names" }));
    for (const { full_name: name } of tables) {
      const { status, body } = await ask(`/api/2.1/unity-catalog/tables/${encodeURIComponent(name ?? "")}`);
      assert.equal(status, 200, name);
      assert.equal(body["full_name"], name);
    }
  });

  it("knows who asks, and the warehouses", async () => {
    const workspace = client();
    assert.equal((await workspace.currentUser.me()).userName, "ada.lindqvist@emulated.example");
    const [first, second] = await listed(workspace.warehouses.list({}));
    assert.equal(first?.state, "RUNNING");
    assert.equal(first.odbc_params?.path, emulator.current.httpPath);
    assert.equal(second?.state, "STOPPED");
    const id = second.id ?? "";
    await workspace.warehouses.start({ id });
    assert.equal((await workspace.warehouses.get({ id })).state, "STARTING");
    while ((await workspace.warehouses.get({ id })).state !== "RUNNING")
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("cuts lists into pages and takes only its own page tokens", async () => {
    const base = "/api/2.1/unity-catalog/schemas?catalog_name=scale";
    const first = await ask(`${base}&max_results=300`);
    assert.equal((first.body["schemas"] as unknown[]).length, 300);
    const token = encodeURIComponent(first.body["next_page_token"] as string);
    const second = await ask(`${base}&max_results=300&page_token=${token}`);
    assert.equal((second.body["schemas"] as { name: string }[])[0]?.name, "schema_00300");
    assert.equal(((await ask(`${base}&max_results=0`)).body["schemas"] as unknown[]).length, 200);
    assert.equal((await ask(`${base}&max_results=-1`)).status, 400);
    assert.equal((await ask(`${base}&page_token=xyz`)).status, 400);
    let count = 0;
    for await (const schema of client().schemas.list({ catalog_name: "scale", max_results: 1000 }))
      count += schema.name === undefined ? 0 : 1;
    assert.equal(count, 10_000);
  });

  it("knows one cluster", async () => {
    const { state, spark_version } = await client().clusters.get({ cluster_id: clusterId });
    assert.deepEqual([state, spark_version], ["TERMINATED", "16.4.x-scala2.12"]);
    assert.equal((await ask("/api/2.1/clusters/get?cluster_id=0")).status, 400);
  });

  it("makes, lists and revokes personal access tokens", async () => {
    const workspace = client();
    const made = await workspace.tokens.create({ comment: "short-lived", lifetime_seconds: 600 });
    assert.equal((await ask("/api/2.0/preview/scim/v2/Me", made.token_value)).status, 200);
    const infos = await listed(workspace.tokens.list());
    assert.ok(infos.some((info) => info.comment === "short-lived"));
    await workspace.tokens.delete({ token_id: made.token_info?.token_id ?? "" });
    assert.equal((await ask("/api/2.0/preview/scim/v2/Me", made.token_value)).status, 401);
  });

  it("refuses without a valid token", async () => {
    for (const token of ["", "nonsense", "a.b.c"]) {
      const { status, body } = await ask("/api/2.1/unity-catalog/catalogs", token);
      assert.equal(status, 401);
      assert.equal(body["error_code"], "UNAUTHENTICATED");
    }
  });

  const errors: [string, number, string][] = [
    ["/api/2.1/unity-catalog/tables/main.sales.nope", 404, "TABLE_DOES_NOT_EXIST"],
    ["/api/2.1/unity-catalog/tables?catalog_name=main&schema_name=nope", 404, "SCHEMA_DOES_NOT_EXIST"],
    ["/api/2.1/unity-catalog/tables?catalog_name=main", 400, "INVALID_PARAMETER_VALUE"],
    ["/api/2.1/unity-catalog/catalogs/nope", 404, "CATALOG_DOES_NOT_EXIST"],
    ["/api/2.0/sql/warehouses/nope", 404, "RESOURCE_DOES_NOT_EXIST"],
    ["/api/2.0/clusters/list", 501, "NOT_IMPLEMENTED"],
  ];
  for (const [path, status, code] of errors) {
    it(`answers ${path} with ${status} ${code}`, async () => {
      const answer = await ask(path);
      assert.equal(answer.status, status);
      assert.equal(answer.body["error_code"], code);
    });
  }

  it("tells drivers where to sign in and what is switched on, and takes what they tell of themselves", async () => {
    const { requests, httpUrl } = emulator.current;
    requests.clear();
    const headers = { "user-agent": "Acme_Loader/1.2.0", authorization: `Bearer ${emulator.current.createToken()}` };
    const asked: [string, string][] = [
      ["GET", "/.well-known/databricks-config"],
      ["GET", "/api/2.0/connector-service/feature-flags/OSS_JDBC/3.4.5"],
      ["POST", "/telemetry-ext"],
      ["POST", "/telemetry-unauth"],
    ];
    const answers: Record<string, unknown>[] = [];
    for (const [method, path] of asked) {
      const response = await fetch(httpUrl + path, { method, headers, ...(method === "POST" && { body: "{}" }) });
      answers.push(await (response.json() as Promise<Record<string, unknown>>));
    }
    assert.equal(answers[0]?.["oidc_endpoint"], `${httpUrl}/oidc`);
    assert.deepEqual(answers.slice(1), [{ flags: [], ttl_seconds: 900 }, {}, {}]);
    assert.deepEqual(
      requests.entries.map(({ method, path, status, userAgent }) => [method, path, status, userAgent]),
      asked.map(([method, path]) => [method, path, 200, "Acme_Loader/1.2.0"]),
    );
  });

  it("names the route it does not implement", async () => {
    const { body } = await ask("/api/2.0/jobs/list");
    assert.match(body["message"] as string, /GET \/api\/2\.0\/jobs\/list/);
  });

  it("plays faults that another process asked for, and shows it the requests", async () => {
    const control = `${emulator.current.httpUrl}/__emulator`;
    const path = "/api/2.1/unity-catalog/catalogs";
    const add = (fault: object) => fetch(`${control}/faults`, { method: "POST", body: JSON.stringify(fault) });
    await fetch(`${control}/requests`, { method: "DELETE" });
    await add({ match: `GET ${path}`, kind: "status", status: 429, retryAfter: 7, times: 2 });
    for (let i = 0; i < 2; i++) {
      const response = await fetch(emulator.current.httpUrl + path);
      assert.equal(response.status, 429);
      assert.equal(response.headers.get("retry-after"), "7");
      await response.body?.cancel();
    }
    await add({ match: `GET ${path}`, kind: "html" });
    assert.match((await fetch(emulator.current.httpUrl + path)).headers.get("content-type") ?? "", /text\/html/);
    await add({ match: `GET ${path}`, kind: "reset" });
    await assert.rejects(fetch(emulator.current.httpUrl + path));
    await add({ match: `GET ${path}`, kind: "slow", delayMs: 5 });
    assert.equal((await ask(path)).status, 200);
    const { requests } = (await (await fetch(`${control}/requests`)).json()) as {
      requests: { status: number; auth: string }[];
    };
    assert.deepEqual(
      requests.map(({ status }) => status),
      [429, 429, 200, 0, 200],
    );
    assert.deepEqual(
      requests.map(({ auth }) => auth),
      ["none", "none", "none", "none", "pat"],
    );
    assert.equal((await add({ match: "GET /x", kind: "nonsense" })).status, 400);
  });

  it("keeps its control routes from pages that reach it under another name", async () => {
    const status = await new Promise((resolve, reject) => {
      get(`${emulator.current.httpUrl}/__emulator/requests`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
    assert.equal(status, 403);
  });

  it("keeps the query string, and with it codes and states, out of the request log", async () => {
    emulator.current.requests.clear();
    await fetch(`${emulator.current.httpUrl}/relay?code=hidden&state=hidden`);
    assert.ok(!JSON.stringify(emulator.current.requests.entries).includes("hidden"));
  });
});
