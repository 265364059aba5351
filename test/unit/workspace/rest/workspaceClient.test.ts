import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Timing } from "../../../../src/workspace/rest/retry.ts";
import type { WorkspaceClient, WorkspaceClientOptions } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import type { Answer } from "./server.ts";
import { privatelySigned, sendJson, TestServer } from "./server.ts";

const secret = ["da", "pi"].join("") + "0".repeat(32);

/** Sleeps at once and remembers for how long it should have slept. */
function fakeTiming(): Timing & { readonly slept: number[] } {
  const slept: number[] = [];
  return { slept, now: () => 0, random: () => 0, sleep: async (ms) => void slept.push(ms) };
}

function clientFor(host: string, options: Partial<WorkspaceClientOptions> = {}): WorkspaceClient {
  return createWorkspaceClient({
    host,
    token: async () => secret,
    productVersion: "1.2.3",
    log: silentLogger,
    timing: fakeTiming(),
    ...options,
  });
}

async function failure(run: Promise<unknown>): Promise<PwafError> {
  const error: unknown = await run.then(
    () => assert.fail("should have failed"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof PwafError, String(error));
  assert.ok(!`${error.message} ${error.hint ?? ""}`.includes(secret), "an error holds the token");
  return error;
}

/** One request against a server with one answer; the error it must end in. */
async function failureOf(answer: Answer, options: Partial<WorkspaceClientOptions> = {}): Promise<PwafError> {
  await using server = await TestServer.start(answer);
  return await failure(clientFor(server.host, options).me());
}

const error = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (response) => sendJson(response, body, status, headers);
};
const page = { pageSize: 2 };

describe("workspace client: requests", () => {
  describe("when the workspace does not accept a token", () => {
    /** Accepts `good` only. */
    const picky: Answer = (response, { headers }) =>
      headers.authorization === "Bearer good"
        ? sendJson(response, { userName: "ada@example.com" })
        : sendJson(response, { error_code: "401", message: "Credential was not sent" }, 401);

    for (const [what, tokens, outcome] of [
      ["tries once more with another one", ["stale", "good"], "ada@example.com"],
      ["does not try a second time", ["stale", "worse", "good"], "unauthenticated"],
      ["does not try when there is no other", ["stale", "stale"], "unauthenticated"],
    ] as const) {
      it(what, async () => {
        await using server = await TestServer.start(picky);
        const refused: string[] = [];
        const token = async () => tokens[Math.min(refused.length, tokens.length - 1)] ?? "";
        const client = clientFor(server.host, { token, refuse: (used) => refused.push(used) });
        const answer = await client.me().then(
          ({ userName }) => userName,
          (error: unknown) => error instanceof PwafError && error.reason,
        );
        assert.equal(answer, outcome);
        assert.deepEqual(refused, ["stale"]);
      });
    }
  });

  it("sends its own User-Agent and a fresh token with every request", async () => {
    await using server = await TestServer.start((response) => sendJson(response, { userName: "ada@example.com" }));
    let asked = 0;
    const client = clientFor(server.host, { token: async () => `${secret}-${++asked}` });
    await client.me();
    await client.me();
    const agents = server.seen.map(({ headers }) => headers["user-agent"]);
    assert.match(
      agents[0] ?? "",
      /^PwafToolkit_VSCode\/1\.2\.3 databricks-sdk-js\/[\d.]+ nodejs\/[\d.]+ os\/\w+ auth\/default$/,
    );
    assert.equal(agents[1], agents[0]);
    const tokens = server.seen.map(({ headers }) => headers.authorization);
    assert.deepEqual(tokens, [`Bearer ${secret}-1`, `Bearer ${secret}-2`]);
  });

  it("pages on, and does not take an empty page with a token for the end", async () => {
    await using server = await TestServer.start((response, _seen, n) => {
      if (n === 1)
        sendJson(response, { catalogs: [{ name: "a", catalog_type: "MANAGED_CATALOG" }], next_page_token: "t+/=1" });
      else if (n === 2) sendJson(response, { next_page_token: "t2" });
      else sendJson(response, { catalogs: [{ name: "b" }], next_page_token: "" });
    });
    const client = clientFor(server.host);
    const first = await client.catalogs(page);
    assert.deepEqual(first, { items: [{ name: "a", type: "MANAGED_CATALOG" }], nextPageToken: "t+/=1" });
    const second = await client.catalogs({ ...page, pageToken: "t+/=1" });
    assert.deepEqual(second, { items: [], nextPageToken: "t2" });
    assert.deepEqual(await client.catalogs({ ...page, pageToken: "t2" }), { items: [{ name: "b" }] });
    const queries = server.seen.map(({ url }) => Object.fromEntries(new URL(url, server.host).searchParams));
    assert.deepEqual(queries, [
      { include_browse: "true", max_results: "2" },
      { include_browse: "true", max_results: "2", page_token: "t+/=1" },
      { include_browse: "true", max_results: "2", page_token: "t2" },
    ]);
  });

  it("leaves columns and properties out of lists of tables", async () => {
    await using server = await TestServer.start((response) =>
      sendJson(response, { tables: [{ name: "t", table_type: "VIEW" }] }),
    );
    const tables = await clientFor(server.host).tables("c d", "s&e", page);
    assert.deepEqual(tables, { items: [{ name: "t", type: "VIEW" }] });
    const { pathname, searchParams } = new URL(server.seen[0]?.url ?? "", server.host);
    assert.equal(pathname, "/api/2.1/unity-catalog/tables");
    assert.deepEqual(Object.fromEntries(searchParams), {
      catalog_name: "c d",
      schema_name: "s&e",
      include_browse: "true",
      omit_columns: "true",
      omit_properties: "true",
      omit_username: "true",
      max_results: "2",
    });
  });

  it("reads a table with comments, key and column order, and ignores what it does not know", async () => {
    await using server = await TestServer.start((response) =>
      sendJson(response, {
        name: "orders",
        full_name: "main.sales.orders",
        table_type: "MANAGED",
        data_source_format: "DELTA",
        comment: "One row per order",
        owner: "ada",
        updated_at: 1700000000000,
        novelty: { deep: [1] },
        columns: [
          {
            ...{ name: "amount", type_text: "decimal(18,2)", position: 1, nullable: true },
            mask: { function_name: "main.sec.hide" },
          },
          { name: "id", type_text: "bigint", type_name: "LONG", position: 0, nullable: false, comment: "Key" },
          { position: 2 },
        ],
        table_constraints: [
          { foreign_key_constraint: { child_columns: ["amount"] } },
          {
            foreign_key_constraint: {
              name: "fk",
              child_columns: ["amount"],
              parent_table: "a.b.c",
              parent_columns: ["d"],
            },
          },
          { primary_key_constraint: { name: "pk", child_columns: ["id"] } },
        ],
        properties: { "delta.constraints.positive": "amount > 0", number: 1 },
        row_filter: { function_name: "main.sec.mine", input_column_names: ["id"] },
        view_definition: "",
      }),
    );
    assert.deepEqual(await clientFor(server.host).table("main.sales.orders"), {
      fullName: "main.sales.orders",
      tableType: "MANAGED",
      format: "DELTA",
      comment: "One row per order",
      owner: "ada",
      updatedAt: 1700000000000,
      rowFilter: "main.sec.mine",
      properties: [["delta.constraints.positive", "amount > 0"]],
      constraints: [
        { kind: "foreignKey", name: "fk", columns: ["amount"], parentTable: "a.b.c", parentColumns: ["d"] },
        { kind: "primaryKey", name: "pk", columns: ["id"] },
        { kind: "check", name: "positive", expression: "amount > 0" },
      ],
      columns: [
        { name: "id", type: "bigint", nullable: false, comment: "Key", primaryKey: 1 },
        { name: "amount", type: "decimal(18,2)", nullable: true, mask: "main.sec.hide" },
      ],
    });
  });

  for (const name of [
    "main.sales.it's",
    'main.sales."q"',
    "main.sales.back`tick",
    "main.sales.<b>bold</b>",
    "main.sales.with space",
    "main.sales.a/b",
    "main.sales.100%",
    "main.sales.%2e%2e",
    "main.sales.a?b#c",
    "main.sales.größe_表_🙂",
    "main.sales.a\\b",
  ]) {
    it(`asks for the table ${name} and no other`, async () => {
      await using server = await TestServer.start((response) => sendJson(response, { name: "x" }));
      assert.equal((await clientFor(server.host).table(name)).fullName, name);
      const path = (server.seen[0]?.url ?? "")
        .replace("/api/2.1/unity-catalog/tables/", "")
        .replace(/\?include_browse=true$/, "");
      assert.doesNotMatch(path, /[/?#]/);
      assert.equal(decodeURIComponent(path), name);
    });
  }

  it("refuses names that would call another route, before it calls any", async () => {
    await using server = await TestServer.start((response) => sendJson(response, {}));
    for (const name of ["", ".", ".."]) {
      assert.equal((await failure(clientFor(server.host).warehouse(name))).reason, "bad-request");
    }
    assert.equal(server.seen.length, 0);
  });

  it("lists all warehouses, reads one, starts one", async () => {
    const one = {
      id: "abc",
      name: "Starter",
      state: "STOPPED",
      cluster_size: "Small",
      odbc_params: { path: "/sql/1.0/warehouses/abc" },
    };
    await using server = await TestServer.start((response, { url }) => {
      if (url.includes("page_token=n")) sendJson(response, { warehouses: [{ id: "def" }, { name: "no id" }] });
      else if (url.includes("?")) sendJson(response, { warehouses: [one], next_page_token: "n" });
      else if (url.endsWith("/start")) response.end();
      else sendJson(response, one);
    });
    const client = clientFor(server.host);
    const starter = {
      id: "abc",
      name: "Starter",
      state: "STOPPED",
      size: "Small",
      serverless: false,
      httpPath: "/sql/1.0/warehouses/abc",
    };
    const other = { id: "def", name: "def", state: "UNKNOWN", serverless: false, httpPath: "/sql/1.0/warehouses/def" };
    assert.deepEqual(await client.warehouses(), [starter, other]);
    assert.deepEqual(await client.warehouse("abc"), starter);
    await client.startWarehouse("abc");
    const last = server.seen.at(-1);
    assert.deepEqual([last?.method, last?.url], ["POST", "/api/2.0/sql/warehouses/abc/start"]);
  });
});

describe("workspace client: errors", () => {
  const statuses: readonly [number, unknown, ErrorReason][] = [
    [400, { error_code: "INVALID_PARAMETER_VALUE", message: "max_results must be positive" }, "bad-request"],
    [401, { error_code: "401", message: "Credential was not sent" }, "unauthenticated"],
    [403, { error_code: "PERMISSION_DENIED", message: "No." }, "forbidden"],
    [403, { error_code: "403", message: "Invalid access token." }, "unauthenticated"],
    [404, { error_code: "CATALOG_DOES_NOT_EXIST", message: "Catalog 'x' does not exist." }, "not-found"],
    [409, { error_code: "RESOURCE_CONFLICT", message: "Busy" }, "conflict"],
    [429, { error_code: "REQUEST_LIMIT_EXCEEDED", message: "Slow down" }, "throttled"],
    [500, { error_code: "INTERNAL_ERROR", message: "Boom" }, "server"],
    [501, { error_code: "NOT_IMPLEMENTED" }, "server"],
    [503, { error_code: "TEMPORARILY_UNAVAILABLE", message: "Restarting" }, "unavailable"],
    [504, "upstream timed out", "server"],
  ];
  for (const [status, body, reason] of statuses) {
    it(`${status} ${JSON.stringify(body)} is ${reason}`, async () => {
      const found = await failureOf(error(status, body));
      assert.equal(found.reason, reason);
      const said = (body as { message?: string }).message;
      if (said !== undefined) assert.ok(found.message.includes(said), found.message);
    });
  }

  it("names the privilege that is missing", async () => {
    const message = "User does not have USE SCHEMA on Schema 'main.hr'.";
    const found = await failureOf(error(403, { error_code: "PERMISSION_DENIED", message }));
    assert.equal(found.hint, "Ask the owner of schema “main.hr” or an administrator to grant you USE SCHEMA.");
  });

  it("gives the request id of a server failure, from the body or the header", async () => {
    const details = [{ "@type": "type.googleapis.com/google.rpc.RequestInfo", request_id: "r-1" }];
    assert.match((await failureOf(error(500, { message: "Boom", details }))).message, /Boom\. Request id: r-1\.$/);
    assert.match((await failureOf(error(500, {}, { "x-request-id": "r-2" }))).message, /Request id: r-2\.$/);
  });

  it("shows neither tokens nor novels that a server sends back", async () => {
    const found = await failureOf(
      error(400, { message: `Header Bearer ${secret} was bad\n\u0007${"x".repeat(5000)}` }),
    );
    assert.ok(found.message.includes("Bearer <redacted> was bad xxx"), found.message);
    assert.ok(found.message.length < 600);
  });

  it("reads the older shapes of error bodies", async () => {
    assert.match((await failureOf(error(400, { error: "from API 1.2" }))).message, /from API 1\.2/);
    assert.match((await failureOf(error(404, { detail: "from SCIM", status: "404" }))).message, /from SCIM/);
    const html: Answer = (response) => {
      response.writeHead(400, { "content-type": "text/html" }).end("<html><pre>from a proxy</pre><b>more</b></html>");
    };
    assert.match((await failureOf(html)).message, /from a proxy$/);
  });

  it("takes a login page for what it is", async () => {
    const found = await failureOf((response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>");
    });
    assert.equal(found.reason, "bad-response");
    assert.match(found.message, /web page, such as a login page/);
  });

  it("does not follow a redirect, and explains the one of a private link", async () => {
    await using foreign = await TestServer.start((response) => sendJson(response, {}));
    const to = (location: string): Answer => {
      return (response) => void response.writeHead(302, { location }).end();
    };
    const away = await failureOf(to(`${foreign.host}/login`));
    assert.equal(away.reason, "bad-response");
    assert.ok(away.message.includes(foreign.host));
    const link = await failureOf(to("/login.html?error=private-link-validation-error:123"));
    assert.equal(link.reason, "bad-response");
    assert.match(link.message, /private link/);
    assert.equal(foreign.seen.length, 0, "the token went to a foreign host");
  });

  for (const [what, body] of [
    ["broken JSON", "{"],
    ["a list", "[]"],
    ["a text", '"hello"'],
    ["null", "null"],
    ["an object without the required field", "{}"],
    ["nothing", ""],
  ] as const) {
    it(`an answer that is ${what} is a bad response`, async () => {
      assert.equal((await failureOf((response) => void response.end(body))).reason, "bad-response");
    });
  }

  it("a list field that is no list is a bad response, an odd entry is left out", async () => {
    await using server = await TestServer.start((response, _seen, n) => {
      sendJson(response, { schemas: n === 1 ? "none" : [null, 7, { name: 8 }, { name: "good", comment: 9 }] });
    });
    const client = clientFor(server.host);
    assert.equal((await failure(client.schemas("c", page))).reason, "bad-response");
    assert.deepEqual(await client.schemas("c", page), { items: [{ name: "good" }] });
  });

  it("an unusable host is refused before anything is sent", () => {
    for (const host of [
      "",
      "adb-1.example.com",
      "http://adb-1.example.com",
      "ftp://127.0.0.1",
      "javascript:alert(1)",
    ]) {
      assert.throws(() => clientFor(host), { reason: "config" }, host);
    }
  });

  it("passes on why there is no token", async () => {
    const token = () => Promise.reject(new PwafError("unauthenticated", "Nobody is signed in."));
    const found = await failureOf((response) => response.end(), { token });
    assert.deepEqual([found.reason, found.message], ["unauthenticated", "Nobody is signed in."]);
  });
});

describe("workspace client: connection", () => {
  it("a refused connection and an unknown name are unreachable", async () => {
    const closed = await TestServer.start((response) => response.end());
    await closed[Symbol.asyncDispose]();
    assert.equal((await failure(clientFor(closed.host).me())).reason, "unreachable");
    const unknown = await failure(clientFor("https://no-such-workspace.invalid").me());
    assert.equal(unknown.reason, "unreachable", unknown.message);
    assert.match(unknown.message, /its name cannot be resolved/);
  });

  for (const environment of [undefined, "false"]) {
    it(`refuses a server of an unknown authority${environment === undefined ? "" : ", also when the SDK is told by the environment not to check"}`, async () => {
      await using server = await TestServer.start(
        (response) => sendJson(response, { userName: "eve" }),
        privatelySigned(),
      );
      const before = process.env["DATABRICKS_SDK_PROXY_STRICT_SSL"];
      if (environment !== undefined) process.env["DATABRICKS_SDK_PROXY_STRICT_SSL"] = environment;
      try {
        const found = await failure(clientFor(server.host).me());
        assert.equal(found.reason, "tls", found.message);
        assert.match(found.message, /SELF_SIGNED_CERT_IN_CHAIN/);
        assert.match(found.hint ?? "", /NODE_EXTRA_CA_CERTS/);
        assert.doesNotMatch(found.hint ?? "", /REJECT_UNAUTHORIZED|skip|disable|insecure|verif/i);
      } finally {
        if (before === undefined) delete process.env["DATABRICKS_SDK_PROXY_STRICT_SSL"];
        else process.env["DATABRICKS_SDK_PROXY_STRICT_SSL"] = before;
      }
      assert.equal(server.seen.length, 0, "the token was sent to a server that nobody vouches for");
    });
  }

  it("accepts a private authority once Node is told of it, as the hint says", async () => {
    const tls = privatelySigned();
    await using server = await TestServer.start((response) => sendJson(response, { userName: "ada" }), tls);
    const folder = await mkdtemp(join(tmpdir(), "pwaf-ca-"));
    const pem = join(folder, "ca.pem");
    await writeFile(pem, tls.ca);
    const out = await runScript(
      `const client = createWorkspaceClient({ host: ${JSON.stringify(server.host)}, token: async () => "t", productVersion: "1.0.0", log });
       console.log((await client.me()).userName);`,
      { NODE_EXTRA_CA_CERTS: pem },
    );
    await rm(folder, { recursive: true });
    assert.equal(out, "ada");
  });

  it("stops reading an answer that has no end", async () => {
    const chunk = Buffer.alloc(1 << 20, "x");
    const found = await failureOf((response) => {
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", pump);
      pump();
    });
    assert.equal(found.reason, "bad-response", found.message);
  });

  it("says so when a port does not speak TLS", async () => {
    await using server = await TestServer.start((response) => response.end());
    assert.equal((await failure(clientFor(server.host.replace("http:", "https:")).me())).reason, "tls");
  });

  it("repeats a GET whose connection breaks, at the start or in the middle", async () => {
    await using server = await TestServer.start((response, _seen, n) => {
      if (n === 1) response.destroy();
      else if (n === 2) {
        response.writeHead(200, { "content-length": "1000" }).write("{");
        setImmediate(() => response.destroy());
      } else sendJson(response, { userName: "ada" });
    });
    const timing = fakeTiming();
    assert.deepEqual(await clientFor(server.host, { timing }).me(), { userName: "ada" });
    assert.deepEqual(timing.slept, [1000, 2000]);
  });

  it("gives up after five broken connections, and never repeats a POST", async () => {
    await using server = await TestServer.start((response) => response.destroy());
    assert.equal((await failure(clientFor(server.host).me())).reason, "dropped");
    assert.equal(server.seen.length, 5);
    assert.equal((await failure(clientFor(server.host).startWarehouse("w"))).reason, "dropped");
    assert.equal(server.seen.length, 6);
  });

  it("waits as long as Retry-After says, for 429 and 503, and asks for the token anew", async () => {
    await using server = await TestServer.start((response, _seen, n) => {
      if (n === 1) sendJson(response, {}, 429, { "retry-after": "7" });
      else if (n === 2) sendJson(response, {}, 503, { "retry-after": new Date(9000).toUTCString() });
      else if (n === 3) sendJson(response, {}, 503, { "retry-after": "soon" });
      else sendJson(response, { userName: "ada" });
    });
    const timing = fakeTiming();
    let asked = 0;
    const client = clientFor(server.host, { timing, token: async () => `${secret}${++asked}` });
    await client.me();
    assert.deepEqual(timing.slept, [7000, 9000, 3000]);
    assert.equal(asked, 4);
  });

  it("does not keep anyone waiting for more than a minute", async () => {
    const timing = fakeTiming();
    const found = await failureOf(error(429, {}, { "retry-after": "300" }), { timing });
    assert.deepEqual([found.reason, found.hint, timing.slept], ["throttled", "Try again in 300 seconds.", []]);
    const patient = fakeTiming();
    await failureOf(error(503, {}, { "retry-after": "25" }), { timing: patient });
    assert.deepEqual(patient.slept, [25_000, 25_000]);
  });

  it("ends with a time-out when the server says nothing", async () => {
    assert.equal((await failureOf(() => undefined, { timeoutMs: 50 })).reason, "timeout");
  });

  it("can be cancelled before, during a request, while it waits, and for all calls", async () => {
    const early = AbortSignal.abort();
    await using silent = await TestServer.start(() => controller.abort());
    let controller = new AbortController();
    assert.equal((await failure(clientFor(silent.host).me(early))).reason, "cancelled");
    assert.equal(silent.seen.length, 0);
    assert.equal((await failure(clientFor(silent.host).me(controller.signal))).reason, "cancelled");
    controller = new AbortController();
    assert.equal((await failure(clientFor(silent.host, { signal: controller.signal }).me())).reason, "cancelled");

    await using busy = await TestServer.start((response) => {
      sendJson(response, {}, 429, { "retry-after": "30" });
      setTimeout(() => waiting.abort(), 20);
    });
    const waiting = new AbortController();
    const { realTiming } = await import("../../../../src/workspace/rest/retry.ts");
    const found = await failure(clientFor(busy.host, { timing: realTiming }).me(waiting.signal));
    assert.equal(found.reason, "cancelled");
    assert.equal(busy.seen.length, 1);
  });

  it("survives a server that slams the door without a word of HTTP", async () => {
    const server = createServer((socket) => socket.end("220 mail.example.com ESMTP\r\n"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const found = await failure(clientFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).me());
    server.close();
    assert.ok(["unreachable", "dropped", "bad-response"].includes(found.reason), found.message);
  });
});

describe("workspace client: start-up", () => {
  it("does not load the SDK before the first call", async () => {
    const out = await runScript(
      `createWorkspaceClient({ host: "https://example.com", token: async () => "", productVersion: "1.0.0", log });
       console.log(Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes("@databricks")).length);`,
    );
    assert.equal(out, "0");
  });
});

/** What a script prints that uses the client in a Node process of its own. */
async function runScript(script: string, environment: Record<string, string> = {}): Promise<string> {
  const head = `
    import { createRequire } from "node:module";
    import { createWorkspaceClient } from ${JSON.stringify(new URL("../../../../src/workspace/rest/workspaceClient.ts", import.meta.url))};
    const log = { debug() {}, info() {}, warn() {}, error() {} };`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", head + script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  await once(child, "close");
  return out.trim();
}
