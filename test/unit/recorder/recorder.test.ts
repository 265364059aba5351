import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { createServer as createPlainServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Recorder, RecorderOptions } from "../../../src/recorder/recorder.ts";
import { startRecorder } from "../../../src/recorder/recorder.ts";
import { createAuthority } from "../../../src/local/certificates.ts";
import { sessionText } from "../../../src/core/recorder/text.ts";
import { until } from "../../editor/bed/until.ts";
import { cloudHosts } from "../../../src/emulator/http/cloudHosts.ts";
import { runningEmulator } from "../emulator/running.ts";
import { ask, sendRaw, throughProxy } from "./clients.ts";

const workspace = "https://adb-1.2.azuredatabricks.net";
const tagged = { "User-Agent": "Acme_Loader/1.2.0" };
const secret = "not-to-be-kept";

const isTrue = (condition: () => boolean) =>
  until(condition.toString(), async () => (condition() ? true : undefined), 10_000);

describe("recorder", () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(options: Partial<RecorderOptions> = {}): Promise<Recorder & { readonly ca: string }> {
    const recorder = await startRecorder({ port: 0, ...options });
    closing.push(() => recorder.close());
    return { ...recorder, ca: readFileSync(recorder.reach.caFile, "utf8") };
  }

  async function serve(handler: RequestListener, tls?: { cert: string; key: string }): Promise<string> {
    const server = tls ? createSecureServer(tls, handler) : createPlainServer(handler);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const seen = ({ recording }: Recorder) =>
    recording.calls.map(({ method, host, path, userAgent, auth, status }) => [
      method,
      host,
      path,
      userAgent,
      auth,
      status,
    ]);

  describe("in place of a workspace", () => {
    it("takes http and https on one port, and tells clients not to try again", async () => {
      const recorder = await start();
      const plain = await ask(`${recorder.url}/api/2.0/x?token=${secret}`, { headers: tagged });
      const secure = await ask(`${recorder.url.replace("http:", "https:")}/api/2.0/y`, { ca: recorder.ca });
      assert.deepEqual([plain.status, secure.status], [400, 400]);
      assert.match(plain.body, /stands in for a workspace/);
      const { host } = new URL(recorder.url);
      assert.deepEqual(seen(recorder), [
        ["GET", host, "/api/2.0/x", "Acme_Loader/1.2.0", "none", 400],
        ["GET", host, "/api/2.0/y", "", "none", 400],
      ]);
    });

    it("stands behind the proxy under any name of Databricks", async () => {
      const recorder = await start();
      const socket = await throughProxy(recorder, "adb-1.2.azuredatabricks.net:443");
      const headers = { ...tagged, Authorization: `Bearer ${secret}` };
      const answer = await ask(`${workspace}/sql/1.0/warehouses/x`, {
        method: "POST",
        headers,
        body: secret,
        ca: recorder.ca,
        socket,
      });
      assert.equal(answer.status, 400);
      assert.deepEqual(seen(recorder), [
        ["POST", "adb-1.2.azuredatabricks.net", "/sql/1.0/warehouses/x", "Acme_Loader/1.2.0", "pat", 400],
      ]);
      assert.ok(!JSON.stringify(recorder.recording.calls).includes(secret));
    });

    it("lets clients sign in, with a token that is plainly none", async () => {
      const recorder = await start();
      const config = JSON.parse((await ask(`${recorder.url}/.well-known/databricks-config`)).body) as {
        oidc_endpoint: string;
      };
      const discovery = JSON.parse(
        (await ask(`${config.oidc_endpoint}/.well-known/oauth-authorization-server`)).body,
      ) as {
        token_endpoint: string;
        authorization_endpoint: string;
      };
      const token = JSON.parse((await ask(discovery.token_endpoint, { method: "POST", body: "x=1" })).body) as {
        access_token: string;
      };
      assert.match(
        Buffer.from(token.access_token.split(".")[1] ?? "", "base64url").toString(),
        /made up by the pwaf recorder/,
      );
      const back = await ask(`${discovery.authorization_endpoint}?redirect_uri=http://localhost:8020&state=s`);
      assert.deepEqual(
        [back.status, back.headers["location"]],
        [302, "http://localhost:8020/?code=not-a-code&state=s"],
      );
      for (const elsewhere of ["https://evil.example", "http://evil.example", "http://localhost.evil.example", ""]) {
        const away = await ask(`${discovery.authorization_endpoint}?redirect_uri=${elsewhere}&state=s`);
        assert.deepEqual([away.status, away.headers["location"]], [400, undefined], elsewhere);
      }
    });

    it("takes HTTP/2, and notes gRPC without faking an answer", async () => {
      const recorder = await start();
      const session = connectHttp2(recorder.url.replace("http:", "https:"), { ca: recorder.ca });
      closing.push(() => session.destroy());
      const headers = {
        ":method": "POST",
        ":path": "/spark.connect.SparkConnectService/Config",
        "content-type": "application/grpc",
        "user-agent": "grpc-python/1.60",
      };
      const stream = session.request(headers);
      stream.end();
      const [answer] = (await once(stream, "response")) as [Record<string, string>];
      assert.equal(answer["grpc-status"], "12");
      assert.deepEqual(
        recorder.recording.calls.map(({ protocol, userAgent }) => [protocol, userAgent]),
        [["gRPC", "grpc-python/1.60"]],
      );
      await new Promise((resolve) => session.close(() => resolve(undefined)));
    });
  });

  describe("in front of a workspace", () => {
    it("passes method, path, query, headers, body and answer on, as they are", async () => {
      const got: object[] = [];
      const upstream = await serve((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const { method, url, headers } = request;
          got.push({
            method,
            url,
            host: headers.host,
            auth: headers.authorization,
            agent: headers["user-agent"],
            body: Buffer.concat(chunks).toString(),
          });
          response.writeHead(207, { "X-Answer": "1", "Set-Cookie": ["a=1", "b=2"] }).end("answer");
        });
      });
      const recorder = await start({ upstream });
      const headers = { ...tagged, Authorization: `Bearer ${secret}` };
      const answer = await ask(`${recorder.url}/a/b?c=d`, { method: "PUT", headers, body: "body" });
      assert.deepEqual(
        [answer.status, answer.body, answer.headers["x-answer"], answer.headers["set-cookie"]],
        [207, "answer", "1", ["a=1", "b=2"]],
      );
      const { host } = new URL(upstream);
      assert.deepEqual(got, [
        { method: "PUT", url: "/a/b?c=d", host, auth: `Bearer ${secret}`, agent: "Acme_Loader/1.2.0", body: "body" },
      ]);
      assert.equal(recorder.recording.calls[0]?.status, 207);
    });

    it("leads clients to itself for tokens where the workspace has another name, and browsers to the workspace", async () => {
      let encoding: string | undefined;
      const upstream: string = await serve((request, response) => {
        encoding = request.headers["accept-encoding"];
        const other = "https://elsewhere.example/oidc/v1/token";
        const document = {
          token_endpoint: request.url?.startsWith("/other") === true ? other : `${upstream}/oidc/v1/token`,
        };
        response.end(
          JSON.stringify({ ...document, authorization_endpoint: `${upstream}/oidc/v1/authorize`, issuer: upstream }),
        );
      });
      const recorder = await start({ upstream });
      const get = async (path: string) => {
        const socket = await throughProxy(recorder, "pwaf-recorder.cloud.databricks.com:443");
        const headers = { "Accept-Encoding": "gzip" };
        const url = `https://pwaf-recorder.cloud.databricks.com${path}`;
        const { body } = await ask(url, { headers, socket, ca: recorder.ca });
        return JSON.parse(body) as Record<string, string>;
      };
      const document = await get("/oidc/.well-known/oauth-authorization-server?x=1");
      assert.deepEqual(document, {
        token_endpoint: "https://pwaf-recorder.cloud.databricks.com/oidc/v1/token",
        authorization_endpoint: `${upstream}/oidc/v1/authorize`,
        issuer: upstream,
      });
      assert.equal(encoding, undefined);
      const other = await get("/other/.well-known/openid-configuration");
      assert.equal(other["token_endpoint"], "https://elsewhere.example/oidc/v1/token");
      // What is no such document is passed on as it is.
      assert.equal((await get("/api/x"))["token_endpoint"], `${upstream}/oidc/v1/token`);
    });

    it("passes on what comes over HTTP/2", async () => {
      const upstream = await serve((request, response) => void response.end(`${request.method} ${request.url}`));
      const recorder = await start({ upstream });
      const session = connectHttp2(recorder.url.replace("http:", "https:"), { ca: recorder.ca });
      closing.push(() => session.destroy());
      const stream = session.request({ ":path": "/a?b=c", "user-agent": "Acme_Loader/1.2.0" });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      assert.equal(Buffer.concat(chunks).toString(), "GET /a?b=c");
      const [call] = recorder.recording.calls;
      assert.deepEqual([call?.protocol, call?.userAgent, call?.path], ["HTTP/2", "Acme_Loader/1.2.0", "/a"]);
    });

    it("streams both ways: the first part arrives before the last is sent", async () => {
      const upstream = await serve((request, response) => {
        response.writeHead(200);
        request.pipe(response);
      });
      const recorder = await start({ upstream });
      const socket = connect(Number(new URL(recorder.url).port), "127.0.0.1");
      closing.push(() => void socket.destroy());
      let got = "";
      socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
      socket.write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
      await isTrue(() => got.includes("first"));
      socket.write("4\r\nlast\r\n0\r\n\r\n");
      await isTrue(() => got.includes("last"));
    });

    it("refuses a workspace whose certificate nobody vouches for, and never sends it the token", async () => {
      let asked = 0;
      const { certificate, key } = createAuthority("Stranger", new Date()).issue(["127.0.0.1"]);
      const upstream = await serve((_, response) => void (asked++, response.end()), { cert: certificate, key });
      const recorder = await start({ upstream });
      const answer = await ask(`${recorder.url}/x`, { headers: { Authorization: `Bearer ${secret}` } });
      assert.deepEqual([answer.status, asked], [502, 0]);
      assert.match(answer.body, /certificate is not trusted/);
      assert.match(recorder.recording.troubles[0]?.what ?? "", /could not be reached: its certificate is not trusted/);
    });

    it("names the known error that an answer says, keeps none of its words, and passes it on as it is", async () => {
      const text = JSON.stringify({ error_code: "PERMISSION_DENIED", message: `No USE CATALOG on '${secret}'.` });
      const bodies: Readonly<Record<string, readonly [body: Buffer, encoding: string]>> = {
        "/plain": [Buffer.from(text), "identity"],
        "/gzip": [gzipSync(text), "gzip"],
        "/br": [brotliCompressSync(text), "br"],
        "/long": [Buffer.from(text.padEnd(5_000_000)), "identity"],
        "/damaged": [Buffer.from(text), "gzip"],
        "/strange": [Buffer.from(text), "zstd"],
      };
      const upstream = await serve((request, response) => {
        const [body, encoding] = bodies[request.url ?? ""] ?? [];
        if (body) return void response.writeHead(403, { "content-encoding": encoding }).end(body);
        response.writeHead(500, { "x-thriftserver-error-message": "Invalid access token." }).end();
      });
      const recorder = await start({ upstream });
      for (const path of [...Object.keys(bodies), "/thrift"]) {
        const { body } = await ask(`${recorder.url}${path}`, { headers: { Authorization: `Bearer ${secret}` } });
        if (path === "/long") assert.equal(body.length, 5_000_000);
      }
      const { calls } = recorder.recording;
      await isTrue(() => calls.every(({ ms }) => ms !== undefined));
      assert.deepEqual(
        calls.map(({ path, error }) => [path, error]),
        [
          ["/plain", "permission-denied"],
          ["/gzip", "permission-denied"],
          ["/br", "permission-denied"],
          ["/long", "permission-denied"],
          ["/damaged", undefined],
          ["/strange", undefined],
          ["/thrift", "token-expired"],
        ],
      );
      assert.ok(!JSON.stringify(calls).includes(secret));
      assert.match(sessionText(recorder.recording), /\n {10}A privilege is missing in Unity Catalog\. Grant /);
    });

    it("does not take a token for expired that was never sent", async () => {
      const message = "Invalid access token.";
      const upstream = await serve((_, response) => void response.writeHead(401).end(JSON.stringify({ message })));
      const recorder = await start({ upstream });
      for (const headers of [{}, { Authorization: `Bearer ${secret}` }]) await ask(`${recorder.url}/x`, { headers });
      const { calls } = recorder.recording;
      await isTrue(() => calls.every(({ ms }) => ms !== undefined));
      assert.deepEqual(
        calls.map(({ auth, error }) => [auth, error]),
        [
          ["none", "credential-not-sent"],
          ["pat", "token-expired"],
        ],
      );
      assert.match(sessionText(recorder.recording), /\n {10}No usable credential was sent\. /);
    });

    it("says that the workspace is not there, or hung up midway", async () => {
      const recorder = await start({ upstream: "http://127.0.0.1:1" });
      const answer = await ask(`${recorder.url}/x`);
      assert.deepEqual([answer.status, recorder.recording.calls[0]?.status], [502, 502]);
      assert.match(answer.body, /nothing listens there/);
      const large = await ask(`${recorder.url}/x`, { method: "POST", body: Buffer.alloc(5_000_000) });
      assert.equal(large.status, 502);
      const broken = await serve((_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("begun");
        setImmediate(() => response.destroy());
      });
      const second = await start({ upstream: broken });
      await assert.rejects(ask(`${second.url}/x`), /aborted|reset|hang up/);
    });

    it("lets what is not Databricks' through the proxy unseen", async () => {
      const other = await serve((_, response) => void response.end("other"));
      const recorder = await start();
      const { host } = new URL(other);
      const answer = await ask(`${other}/x`, { socket: await throughProxy(recorder, host) });
      assert.deepEqual([answer.body, recorder.recording.calls.length], ["other", 0]);
      await assert.rejects(throughProxy(recorder, "127.0.0.1:1"), /502/);
    });
  });

  describe("behind a proxy that leads out", () => {
    const emulator = runningEmulator({ proxyPort: 0 });

    it("goes to the workspace through it", async () => {
      const { proxyUrl = "", requests } = emulator.current;
      const host = cloudHosts[0];
      const recorder = await start({ upstream: `https://${host}`, environment: { HTTPS_PROXY: proxyUrl } });
      const socket = await throughProxy(recorder, `${host}:443`);
      const answer = await ask(`https://${host}/.well-known/databricks-config`, { ca: recorder.ca, socket });
      // The recorder trusts what this machine does, which the emulator's certificate is not part of.
      assert.equal(answer.status, 502);
      assert.match(recorder.recording.troubles[0]?.what ?? "", /its certificate is not trusted/);
      await assert.rejects(throughProxy(recorder, "example.com:443"), /502/);
      assert.ok(requests.entries.some(({ path, status }) => path === "example.com:443" && status === 403));
    });
  });

  describe("among bad clients", () => {
    it("notes a User-Agent of any bytes, also one that HTTP forbids", async () => {
      const recorder = await start();
      await ask(`${recorder.url}/latin`, { headers: { "User-Agent": "Acmé_Loader/1.0\xff" } });
      const refused = await sendRaw(
        recorder,
        Buffer.from("GET /binary?x HTTP/1.1\r\nHost: x\r\nUser-Agent: Acme\x01\x02_x/1\r\n\r\n", "latin1"),
      );
      assert.match(refused, /^HTTP\/1\.1 400 /);
      assert.deepEqual(
        recorder.recording.calls.map(({ path, userAgent, status }) => [path, userAgent, status]),
        [
          ["/latin", String.raw`Acm\xe9_Loader/1.0\xff`, 400],
          ["/binary", String.raw`Acme\x01\x02_x/1`, 400],
        ],
      );
    });

    it("takes headers that a server would refuse, and names who was called where a request is refused", async () => {
      const recorder = await start();
      const answer = await ask(`${recorder.url}/large`, { headers: { ...tagged, "X-Large": "x".repeat(200_000) } });
      assert.equal(answer.status, 400);
      await sendRaw(recorder, "CONNECT adb-1.2.azuredatabricks.net:443 HTTP/1.1\r\nUser-Agent: a\x01\r\n\r\n");
      await sendRaw(recorder, "GET /x HTTP/1.1\r\nHost: adb-3.4.azuredatabricks.net\r\nUser-Agent: a\x01\r\n\r\n");
      assert.deepEqual(
        recorder.recording.calls.map(({ method, host, path }) => [method, host.replace(/^127.*/, "own"), path]),
        [
          ["GET", "own", "/large"],
          ["CONNECT", "adb-1.2.azuredatabricks.net:443", ""],
          ["GET", "adb-3.4.azuredatabricks.net", "/x"],
        ],
      );
    });

    it("takes many headers over HTTP/2, and says that a client breaks its rules", async () => {
      const recorder = await start();
      const send = async (headers: Record<string, string>) => {
        const address = recorder.url.replace("http:", "https:");
        const session = connectHttp2(address, { ca: recorder.ca, maxSendHeaderBlockLength: 1_000_000 });
        closing.push(() => session.destroy());
        session.on("error", () => undefined);
        const stream = session.request({ ":path": "/x", "user-agent": "Acme_Loader/1.2.0", ...headers });
        stream.on("error", () => undefined).resume();
        await new Promise((resolve) => stream.once("close", resolve));
      };
      await send(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, "y".repeat(50)])));
      assert.deepEqual(
        recorder.recording.calls.map(({ userAgent, status }) => [userAgent, status]),
        [["Acme_Loader/1.2.0", 400]],
      );
      assert.equal(recorder.recording.troubles.length, 0);
      await send({ "x-large": "y".repeat(200_000) });
      await isTrue(() => recorder.recording.troubles.length > 0);
      assert.match(recorder.recording.troubles[0]?.what ?? "", /broke the rules of HTTP\/2/);
    });

    it("refuses huge headers and what is no HTTP, says so, and goes on", async () => {
      const recorder = await start();
      assert.match(
        await sendRaw(recorder, `GET /huge HTTP/1.1\r\nUser-Agent: ${"x".repeat(2_000_000)}\r\n\r\n`),
        /^HTTP\/1\.1 431 /,
      );
      assert.match(await sendRaw(recorder, "\x00\x01\x02 nonsense\r\n\r\n"), /^HTTP\/1\.1 400 /);
      assert.match(await sendRaw(recorder, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), /^HTTP\/1\.1 400 /);
      assert.equal((await ask(`${recorder.url}/x`, { headers: tagged })).status, 400);
      const troubles = recorder.recording.troubles.map(({ what }) => what).join("\n");
      assert.match(troubles, /what is no HTTP request/);
      assert.match(troubles, /refused with 431 Request Header Fields Too Large/);
      assert.match(troubles, /HTTP\/2 without TLS/);
      assert.equal(recorder.recording.calls.at(-1)?.userAgent, "Acme_Loader/1.2.0");
    });

    it("says that a client does not trust it", async () => {
      const recorder = await start();
      const socket = connectTls({
        port: recorder.reach.port,
        host: "127.0.0.1",
        servername: "adb-1.2.azuredatabricks.net",
      });
      await assert.rejects(once(socket, "secureConnect"));
      await isTrue(() => recorder.recording.troubles.length > 0);
      assert.match(recorder.recording.troubles[0]?.what ?? "", /trust the recorder's certificate/);
    });

    it("ends in spite of clients that hang, and keeps what they asked", async () => {
      const recorder = await start({ upstream: await serve(() => undefined) });
      const answer = ask(`${recorder.url}/slow`, { headers: tagged });
      const silent = connect(recorder.reach.port, "127.0.0.1");
      silent.on("error", () => undefined);
      await isTrue(() => recorder.recording.calls.length === 1);
      await Promise.all([assert.rejects(answer), recorder.close()]);
      assert.deepEqual(
        recorder.recording.calls.map(({ path, status }) => [path, status]),
        [["/slow", 0]],
      );
      assert.equal(existsSync(recorder.reach.caFile), false);
    });

    it("says which port is taken", async () => {
      const recorder = await start();
      await assert.rejects(startRecorder({ port: recorder.reach.port }), /Port \d+ is taken by another program/);
      await assert.rejects(startRecorder({ port: 0, upstream: "ftp://x" }), /do not name a workspace/);
      await assert.rejects(startRecorder({ port: 0, upstream: "http://example.com" }), /is not encrypted/);
    });
  });
});
