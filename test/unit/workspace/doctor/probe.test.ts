import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect, createServer as createTcpServer } from "node:net";
import { probe } from "../../../../src/workspace/doctor/probe.ts";
import { runningEmulator } from "../../emulator/running.ts";

const userAgent = "PwafToolkit_CLI/0.0.0";

describe("connection probe", () => {
  const emulator = runningEmulator();
  const closing: Server[] = [];
  afterEach(() => {
    for (const server of closing.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(listener: RequestListener): Promise<{ readonly origin: string; readonly server: Server }> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    closing.push(server);
    await once(server, "listening");
    return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  /** A proxy that opens tunnels, or refuses with a status. */
  async function proxy(refusal?: number): Promise<{ readonly origin: string; readonly asked: IncomingMessage[] }> {
    const asked: IncomingMessage[] = [];
    const { server, origin } = await serve((_request, response) => response.writeHead(400).end());
    server.on("connect", (request: IncomingMessage, socket: Socket) => {
      asked.push(request);
      if (refusal !== undefined) {
        socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
        return;
      }
      const [host = "", port = ""] = (request.url ?? "").split(":");
      const target = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      for (const end of [target, socket]) end.on("error", () => end.destroy());
    });
    return { origin, asked };
  }

  const ask = (host: string, environment: Readonly<Record<string, string>> = {}, timeoutMs = 5000) =>
    probe(host, { environment, userAgent, timeoutMs, now: Date.now });

  it("reaches a workspace, and reads certificate and clock", async () => {
    const { httpsUrl, caFile } = emulator.current;
    const found = await ask(httpsUrl, { NODE_EXTRA_CA_CERTS: caFile });
    assert.equal(found.failure, undefined);
    assert.equal(found.hasMetadata, true);
    assert.equal(found.certificate?.isPublic, false);
    assert.match(found.certificate.issuer, /\w/);
    assert.ok(found.certificate.validUntil > Date.now());
    assert.ok(Math.abs(found.skewMs ?? Infinity) < 2000, String(found.skewMs));
  });

  it("names whoever signed a certificate that nobody trusts, and asks nothing over it", async () => {
    const before = emulator.current.requests.entries.length;
    const { failure } = await ask(emulator.current.httpsUrl);
    assert.equal(failure?.kind, "certificate");
    assert.match(failure.message, /not trusted.*It is signed by .*\w/s);
    assert.equal(emulator.current.requests.entries.length, before);
  });

  it("measures a clock that is off", async () => {
    const { origin } = await serve((_request, response) =>
      response
        .writeHead(200, { date: new Date(Date.now() + 600_000).toUTCString(), "content-type": "application/json" })
        .end("{}"),
    );
    const { skewMs = 0, hasMetadata } = await ask(origin);
    assert.ok(Math.abs(skewMs - 600_000) < 2000, String(skewMs));
    assert.equal(hasMetadata, true);
  });

  it("tells a host without metadata from an answer that says nothing", async () => {
    for (const [status, type, expected] of [
      [404, "application/json", false],
      [200, "text/html", false],
      [503, "text/html", undefined],
      [302, "text/html", undefined],
    ] as const) {
      const { origin } = await serve((_request, response) =>
        response.writeHead(status, { "content-type": type }).end("x"),
      );
      assert.equal((await ask(origin)).hasMetadata, expected, String(status));
    }
  });

  it("goes through a proxy with user and password, and does not repeat them", async () => {
    const { origin, asked } = await proxy();
    const { httpsUrl, caFile } = emulator.current;
    const https_proxy = origin.replace("http://", "http://user:s%40cret@");
    const found = await ask(httpsUrl, { https_proxy, NODE_EXTRA_CA_CERTS: caFile });
    assert.equal(found.failure, undefined);
    assert.equal(found.proxy, origin);
    const login = Buffer.from("user:s@cret").toString("base64");
    assert.ok(asked.every(({ headers }) => headers["proxy-authorization"] === `Basic ${login}`));
    assert.ok(!JSON.stringify(found).includes("cret"));
    const direct = await ask(httpsUrl, { https_proxy, no_proxy: "127.0.0.1", NODE_EXTRA_CA_CERTS: caFile });
    assert.equal(direct.proxy, undefined);
  });

  it("says what a proxy wants", async () => {
    for (const [status, message] of [
      [407, /wants a user name/],
      [403, /refuses the connection \(403\)/],
    ] as const) {
      const { origin } = await proxy(status);
      const { failure } = await ask(emulator.current.httpsUrl, { HTTPS_PROXY: origin });
      assert.equal(failure?.kind, "proxy");
      assert.match(failure.message, message);
    }
    assert.equal((await ask(emulator.current.httpsUrl, { HTTPS_PROXY: "http://" })).failure?.kind, "proxy");
    assert.equal((await ask(emulator.current.httpsUrl, { HTTPS_PROXY: "http://127.0.0.1:1" })).failure?.kind, "proxy");
  });

  it("tells unknown names, closed ports, silence and other protocols apart", async () => {
    assert.equal((await ask("https://no-such-host.invalid")).failure?.kind, "name");
    assert.equal((await ask("https://127.0.0.1:1")).failure?.kind, "refused");
    const silent = createTcpServer().listen(0, "127.0.0.1");
    const rude = createTcpServer((socket) => socket.end("SSH-2.0-x\r\n\r\n")).listen(0, "127.0.0.1");
    try {
      await Promise.all([once(silent, "listening"), once(rude, "listening")]);
      const port = (server: typeof silent) => (server.address() as AddressInfo).port;
      assert.equal((await ask(`http://127.0.0.1:${port(silent)}`, {}, 300)).failure?.kind, "timeout");
      assert.equal((await ask(`https://127.0.0.1:${port(silent)}`, {}, 300)).failure?.kind, "timeout");
      assert.equal((await ask(`http://127.0.0.1:${port(rude)}`)).failure?.message.includes("no HTTP"), true);
      assert.equal((await ask(`https://127.0.0.1:${port(rude)}`)).failure?.kind, "certificate");
    } finally {
      silent.close();
      rude.close();
    }
  });
});
