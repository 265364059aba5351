import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import type { Duplex } from "node:stream";
import { cloudHosts } from "../../../../src/emulator/http/cloudHosts.ts";
import type { SqlConnection } from "../../../../src/workspace/sql/types.ts";
import { driverProxy } from "../../../../src/workspace/sql/driverProxy.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { allPages, decode, warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

const [host] = cloudHosts;

/** The emulated workspace under a name of Databricks, which leads to it through its proxy only. */
describe("SQL client behind a proxy", function () {
  this.timeout(60_000);
  const emulator = runningEmulator({ proxyPort: 0 });
  const proxyUrl = (): string => emulator.current.proxyUrl ?? assert.fail("there is no proxy");

  async function sum(variables: NodeJS.ProcessEnv, changes: Partial<SqlConnection> = {}): Promise<bigint> {
    const { protocol: _, ...there } = warehouse(emulator.current, { host, port: 443, ...changes });
    const { client } = testClient({ env: { ...withoutProxies(), ...variables } });
    try {
      const result = await client.execute(there, { sql: "SELECT sum(id) AS s, id FROM range(3) GROUP BY id" }, noAbort);
      const pages = await allPages(result);
      return pages.flatMap((page) => [...(decode(page).getChildAt(1) as Iterable<bigint>)]).reduce((a, b) => a + b, 0n);
    } finally {
      client.dispose();
    }
  }
  const trusted = (): NodeJS.ProcessEnv => ({ NODE_EXTRA_CA_CERTS: emulator.current.caFile });

  it("goes where HTTPS_PROXY says, and checks the certificate of the workspace behind", async () => {
    assert.equal(await sum({ ...trusted(), HTTPS_PROXY: proxyUrl() }), 3n);
    await assert.rejects(sum({ HTTPS_PROXY: proxyUrl() }), { reason: "tls" });
  });

  it("goes where the editor says, whatever the variables say", async () => {
    const variables = { ...trusted(), HTTPS_PROXY: "http://127.0.0.1:1" };
    assert.equal(await sum(variables, { proxy: proxyUrl() }), 3n);
  });

  it("keeps one tunnel for all calls", async () => {
    let tunnels = 0;
    const target = new URL(proxyUrl());
    const counting = createServer((client) => {
      tunnels++;
      const upstream = connect(Number(target.port), target.hostname);
      client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((resolve) => counting.listen(0, "127.0.0.1", resolve));
    try {
      const proxy = `http://127.0.0.1:${(counting.address() as AddressInfo).port}`;
      assert.equal(await sum(trusted(), { proxy }), 3n);
      assert.equal(tunnels, 1);
    } finally {
      counting.close();
    }
  });

  it("says that the proxy does not answer", async () => {
    await assert.rejects(sum({ ...trusted(), HTTPS_PROXY: "http://127.0.0.1:1" }), {
      reason: "unreachable",
      message: /ECONNREFUSED 127\.0\.0\.1:1$/,
      hint: /proxy/,
    });
  });

  it("says that the proxy refuses the workspace", async () => {
    await assert.rejects(sum({ ...trusted(), HTTPS_PROXY: proxyUrl() }, { host: "example.com" }), {
      reason: "forbidden",
      message: /HTTP 403/,
      hint: /Or it was the proxy 127\.0\.0\.1: ask whoever runs it to let example\.com through\.$/,
    });
  });

  it("says that the proxy wants a name and a password, and gives them", async () => {
    const headers: (string | undefined)[] = [];
    const strict = createHttpServer().on("connect", (request: IncomingMessage, socket: Duplex) => {
      headers.push(request.headers["proxy-authorization"]);
      socket.end(
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
      );
    });
    await new Promise<void>((resolve) => strict.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = strict.address() as AddressInfo;
      const refused = {
        reason: "unreachable",
        message: /^The proxy 127\.0\.0\.1 wants to know/,
        hint: /name:password@host/,
      };
      await assert.rejects(sum(trusted(), { proxy: `http://127.0.0.1:${port}` }), refused);
      await assert.rejects(sum(trusted(), { proxy: `http://me:p%40ss@127.0.0.1:${port}` }), refused);
      assert.deepEqual(headers, [undefined, `Basic ${Buffer.from("me:p@ss").toString("base64")}`]);
    } finally {
      strict.close();
    }
  });

  it("never asks a proxy for a server on this machine", async () => {
    const { port } = new URL(emulator.current.httpsUrl);
    const here = { host: "127.0.0.1", port: Number(port) };
    assert.equal(await sum({ ...trusted(), HTTPS_PROXY: "http://127.0.0.1:1" }, here), 3n);
  });
});

describe("Proxy of the SQL driver", () => {
  const target = { host: "a.example.com", port: 443, httpPath: "/", userAgent: "A_B/1", key: "" };
  const proxy = { protocol: "http", host: "p.example.com", port: 3128 };
  const cases: readonly (readonly [
    what: string,
    proxy: string | undefined,
    env: NodeJS.ProcessEnv,
    expected: unknown,
  ])[] = [
    ["is none by default", undefined, {}, undefined],
    ["comes from HTTPS_PROXY", undefined, { HTTPS_PROXY: "http://p.example.com:3128" }, proxy],
    ["heeds NO_PROXY", undefined, { HTTPS_PROXY: "http://p.example.com:3128", NO_PROXY: ".example.com" }, undefined],
    ["can be switched off", "", { HTTPS_PROXY: "http://p.example.com:3128" }, undefined],
    ["has a port by its kind", "https://p.example.com", {}, { protocol: "https", host: "p.example.com", port: 443 }],
    ["may speak SOCKS", "socks5h://p.example.com", {}, { protocol: "socks5h", host: "p.example.com", port: 1080 }],
    [
      "may ask for a name and a password",
      "http://me:p%40ss@p.example.com:3128",
      {},
      { ...proxy, auth: { username: "me", password: "p%40ss" } },
    ],
  ];
  for (const [what, address, environment, expected] of cases) {
    it(what, () => {
      assert.deepEqual(
        driverProxy({ ...target, ...(address === undefined ? {} : { proxy: address }) }, environment),
        expected,
      );
    });
  }

  it("must be an address of a kind that the driver knows", () => {
    for (const address of ["pac+http://p/x.pac", "not an address"]) {
      assert.throws(() => driverProxy({ ...target, proxy: address }, {}), { reason: "config", hint: /http\.proxy/ });
    }
  });
});

function withoutProxies(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));
}
