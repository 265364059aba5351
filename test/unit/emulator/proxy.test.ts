import assert from "node:assert/strict";
import { request } from "node:http";
import { get } from "node:https";
import type { Socket } from "node:net";
import { json } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { cloudHosts } from "../../../src/emulator/http/cloudHosts.ts";
import { runningEmulator } from "./running.ts";

describe("the emulated workspace behind its proxy", () => {
  const emulator = runningEmulator({ proxyPort: 0 });

  for (const [index, host] of cloudHosts.entries()) {
    it(`answers to ${host}, with a certificate of that name`, async () => {
      const { status, socket } = await tunnel(`${host}:443`);
      assert.equal(status, 200);
      const config = await getJson(host, "/.well-known/databricks-config", socket);
      assert.equal(config["oidc_endpoint"], `https://${host}/oidc`);
      assert.equal(config["cloud"], ["aws", "azure", "gcp"][index]);
    });
  }

  it("has an authorization server of that name", async () => {
    const [host] = cloudHosts;
    const { socket } = await tunnel(`${host}:443`);
    const server = await getJson(host, "/oidc/.well-known/oauth-authorization-server", socket);
    assert.equal(server["token_endpoint"], `https://${host}/oidc/v1/token`);
  });

  it("leads nowhere else, and records who tried", async () => {
    emulator.current.requests.clear();
    const { status } = await tunnel("example.com:443");
    assert.equal(status, 403);
    const { method, path, status: recorded } = emulator.current.requests.entries[0]!;
    assert.deepEqual({ method, path, recorded }, { method: "CONNECT", path: "example.com:443", recorded: 403 });
  });

  it("does not forward plain http either", async () => {
    const { hostname, port } = new URL(emulator.current.proxyUrl ?? "");
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path: "http://example.com/secret?code=1" }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once("error", reject)
        .end();
    });
    assert.equal(status, 403);
    assert.equal(emulator.current.requests.entries.at(-1)?.path, "http://example.com/secret");
  });

  function tunnel(path: string): Promise<{ status: number | undefined; socket: Socket }> {
    const { hostname, port } = new URL(emulator.current.proxyUrl ?? "");
    return new Promise((resolve, reject) => {
      request({ hostname, port, method: "CONNECT", path })
        .once("connect", (answer, socket) => resolve({ status: answer.statusCode, socket: socket }))
        .once("error", reject)
        .end();
    });
  }

  function getJson(host: string, path: string, socket: Socket): Promise<Record<string, unknown>> {
    const { caCertificate: ca } = emulator.current;
    return new Promise((resolve, reject) => {
      get(
        {
          host,
          defaultPort: 443,
          path,
          createConnection: () => connectTls({ socket, ca, servername: host }),
        },
        (answer) => resolve(json(answer) as Promise<Record<string, unknown>>),
      ).once("error", reject);
    });
  }
});
