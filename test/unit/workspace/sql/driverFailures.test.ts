import assert from "node:assert/strict";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { TestClient } from "./testClient.ts";
import { loopback, noAbort, sampleToken, testClient } from "./testClient.ts";

/** Servers that answer a driver with anything but SQL; what those do that speak it is in `sqlClient.test.ts`. */
describe("SQL client and failing servers", () => {
  let test: TestClient;
  const servers: Server[] = [];
  before(() => (test = testClient()));
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  after(() => test.client.dispose());

  async function listen(answer: RequestListener): Promise<number> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  async function failure(port: number, changes: Parameters<typeof loopback>[1] = {}): Promise<PwafError> {
    try {
      await test.client.execute(loopback(port, changes), { sql: "SELECT 1" }, noAbort);
    } catch (error) {
      assert.ok(error instanceof PwafError);
      return error;
    }
    assert.fail("the statement went through");
  }

  const statuses = [
    [401, "unauthenticated", "did not accept the sign-in", "Sign in again."],
    [403, "forbidden", "refused access", "Can use"],
    [404, "not-found", "does not know this SQL warehouse", "Select another"],
    [400, "bad-request", "HTTP 400", "log"],
    [500, "server", "HTTP 500", "log"],
  ] as const;
  for (const [status, reason, message, hint] of statuses) {
    it(`explains HTTP ${status}, and asks once`, async () => {
      let requests = 0;
      const port = await listen((_, response) => {
        requests++;
        response.writeHead(status).end();
      });
      const error = await failure(port);
      assert.equal(error.reason, reason);
      assert.ok(error.message.includes(message), error.message);
      assert.ok(error.hint?.includes(hint), error.hint);
      assert.equal(requests, 1);
    });
  }

  it("asks again after 429 and 503", async () => {
    const answers = [429, 503, 401];
    const port = await listen((_, response) => {
      response.writeHead(answers.shift() ?? 500, { "retry-after": "0" }).end();
    });
    assert.equal((await failure(port)).reason, "unauthenticated");
    assert.deepEqual(answers, []);
  });

  it("does not wait longer than is bearable, and passes the server's wish on", async () => {
    for (const [status, reason] of [
      [429, "throttled"],
      [503, "unavailable"],
    ] as const) {
      let requests = 0;
      const port = await listen((_, response) => {
        requests++;
        response.writeHead(status, { "retry-after": "600" }).end();
      });
      const error = await failure(port);
      assert.deepEqual([error.reason, error.hint, requests], [reason, "The server asks to wait 600 s.", 1]);
    }
  });

  it("opens the session again after the connection was dropped", async () => {
    let requests = 0;
    const port = await listen((request: IncomingMessage, response: ServerResponse) => {
      requests++;
      if (requests === 1) request.socket.resetAndDestroy();
      else response.writeHead(403).end();
    });
    assert.equal((await failure(port)).reason, "forbidden");
    assert.equal(requests, 2);
  });

  it("tells a host that is not there", async () => {
    const port = await listen(() => undefined);
    servers.splice(0).forEach((server) => server.close());
    const error = await failure(port);
    assert.equal(error.reason, "unreachable");
    assert.match(error.message, /^Could not reach 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
    assert.match(error.hint ?? "", /network and proxy/);
    assert.equal(
      (await failure(443, { host: "no-such-host.invalid", protocol: undefined as never })).reason,
      "unreachable",
    );
  });

  it("tells a login page from an answer", async () => {
    const port = await listen((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
    );
    assert.equal((await failure(port)).reason, "bad-response");
  });

  it("refuses plain http beyond this machine, before a token leaves", async () => {
    let asked = 0;
    const token = async (): Promise<string> => {
      asked++;
      return sampleToken;
    };
    const error = await failure(80, { host: "workspace.example.com", token });
    assert.deepEqual([error.reason, asked], ["config", 0]);
  });

  it("passes on why there is no token", async () => {
    let requests = 0;
    const port = await listen((_, response) => {
      requests++;
      response.end();
    });
    const gone = new PwafError("unauthenticated", "Nobody is signed in.", { hint: "Sign in." });
    const error = await failure(port, { token: () => Promise.reject(gone) });
    assert.deepEqual(
      [error.reason, error.message, error.hint, requests],
      ["unauthenticated", "Nobody is signed in.", "Sign in.", 0],
    );
  });

  it("can be cancelled while the server keeps silent", async () => {
    const abort = new AbortController();
    const port = await listen(() => abort.abort());
    const waiting = test.client.execute(loopback(port), { sql: "SELECT 1" }, abort.signal);
    await assert.rejects(waiting, { reason: "cancelled" });
  });

  it("does nothing for a signal that has fired already", async () => {
    await assert.rejects(test.client.execute(loopback(1), { sql: "SELECT 1" }, AbortSignal.abort()), {
      reason: "cancelled",
    });
  });

  it("has logged no token, and nothing went to standard output", () => {
    assert.ok(test.lines.length > 0);
    for (const line of test.lines) {
      assert.ok(!line.includes(sampleToken));
      assert.ok(!/SQL driver std(out|err)/.test(line), line);
    }
  });
});

describe("SQL driver process", () => {
  it("that cannot be started is an error, not a hang", async () => {
    const { client } = testClient({ driverPath: "/no/such/driver.js" });
    await assert.rejects(client.execute(loopback(1), { sql: "SELECT 1" }, noAbort), {
      reason: "dropped",
      message: /exit code 1/,
    });
    client.dispose();
  });

  it("that cannot even be forked is an error too", async () => {
    const { client } = testClient({ execPath: "/no/such/node" });
    await assert.rejects(client.execute(loopback(1), { sql: "SELECT 1" }, noAbort), {
      reason: "dropped",
      message: /could not be started/,
    });
    client.dispose();
  });

  it("runs nothing once disposed", async () => {
    const { client } = testClient();
    client.dispose();
    await assert.rejects(client.execute(loopback(1), { sql: "SELECT 1" }, noAbort), { reason: "cancelled" });
  });
});
