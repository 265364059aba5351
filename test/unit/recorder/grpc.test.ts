import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { ClientHttp2Stream, IncomingHttpHeaders, Http2Server, ServerHttp2Stream } from "node:http2";
import { connect, createSecureServer, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { createAuthority } from "../../../src/local/certificates.ts";
import type { Recorder, RecorderOptions } from "../../../src/recorder/recorder.ts";
import { startRecorder } from "../../../src/recorder/recorder.ts";
import { MessageTextReader } from "../../../src/recorder/sparkConnect.ts";
import { until } from "../../editor/bed/until.ts";
import { ask } from "./clients.ts";

const userAgent = "Acme_Loader/1.2.0 databricks-session databricks-sdk/0.156.0 dbconnect/16.1.7 spark/3.5.2";
const executePlan = "/spark.connect.SparkConnectService/ExecutePlan";
/** `client_type` of `ExecutePlanRequest`. */
const clientType = 4;
const secret = "not-to-be-kept";

/** Protocol Buffers: a text or bytes as a field. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) return Buffer.from(bytes);
  }
}

/** gRPC: a message with its header. */
function frame(...fields: readonly Buffer[]): Buffer {
  const message = Buffer.concat(fields);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

const session = field(1, "00000000-0000-0000-0000-000000000000");
const user = field(2, field(1, "ada"));
const request = frame(session, user, field(3, field(1, secret)), field(clientType, userAgent));

describe("recorder: the client's name in a message of Spark Connect", () => {
  /** What is read of a request that comes in pieces of some length. */
  async function read(bytes: Buffer, piece = bytes.length): Promise<{ text: string | undefined; passed: Buffer }> {
    const found: (string | undefined)[] = [];
    const reader = new MessageTextReader(clientType, (text) => found.push(text));
    const chunks: Buffer[] = [];
    reader.on("data", (chunk: Buffer) => chunks.push(chunk));
    for (let start = 0; start < bytes.length; start += piece) reader.write(bytes.subarray(start, start + piece));
    reader.end();
    await once(reader, "close");
    assert.equal(found.length, 1);
    return { text: found[0], passed: Buffer.concat(chunks) };
  }

  it("is found however the bytes are cut, and they all go on", async () => {
    for (const piece of [1, 2, 3, 7, 64, request.length]) {
      const { text, passed } = await read(request, piece);
      assert.equal(text, userAgent, String(piece));
      assert.ok(passed.equals(request));
    }
  });

  it("is found behind a plan of megabytes and behind numbers, before the request has ended", () => {
    const plan = field(3, Buffer.alloc(3_000_000, "x"));
    const numbers = Buffer.concat([
      ...[varint(8 * 8), varint(2 ** 40)],
      ...[varint(9 * 8 + 1), Buffer.alloc(8)],
      ...[varint(10 * 8 + 5), Buffer.alloc(4)],
    ]);
    const found: (string | undefined)[] = [];
    const reader = new MessageTextReader(clientType, (text) => found.push(text));
    reader.resume();
    reader.write(frame(session, numbers, plan, field(clientType, userAgent)));
    assert.deepEqual(found, [userAgent]);
  });

  it("is not looked for in a second message, nor in what is no such message", async () => {
    const compressed = Buffer.from(request);
    compressed[0] = 1;
    const cases: readonly (readonly [name: string, bytes: Buffer])[] = [
      ["a second message", Buffer.concat([frame(session), request])],
      ["an empty message", frame()],
      ["a compressed message", compressed],
      ["a number without end", frame(Buffer.alloc(100_000, 0xff))],
      ["an unknown wire type", frame(varint(5 * 8 + 7), field(clientType, userAgent))],
      ["a message cut off", request.subarray(0, -1)],
      ["no message", Buffer.alloc(3)],
      ["a name of megabytes", frame(field(clientType, "x".repeat(2_000_000)))],
    ];
    for (const [name, bytes] of cases) {
      const { text, passed } = await read(bytes, 1000);
      assert.equal(text, undefined, name);
      assert.ok(passed.equals(bytes), name);
    }
  });
});

describe("recorder: gRPC", () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(options: Partial<RecorderOptions> = {}): Promise<Recorder> {
    const recorder = await startRecorder({ port: 0, ...options });
    closing.push(() => recorder.close());
    return recorder;
  }

  /** A gRPC server without TLS, as Spark Connect runs on a developer's machine. */
  async function serve(handler: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void): Promise<string> {
    const server: Http2Server = createServer();
    server.on("stream", handler);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function call({ url, reach }: Recorder, path: string, headers: Record<string, string> = {}): ClientHttp2Stream {
    const client = connect(url.replace("http:", "https:"), { ca: readFileSync(reach.caFile, "utf8") });
    client.on("error", () => undefined);
    closing.push(() => client.destroy());
    const stream = client.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      "user-agent": "grpc-python/1.85.1",
      authorization: `Bearer ${secret}`,
      ...headers,
    });
    stream.on("error", () => undefined);
    return stream;
  }

  /** Headers, body and trailers of an answer. */
  async function answerTo(stream: ClientHttp2Stream) {
    let trailers: IncomingHttpHeaders = {};
    stream.once("trailers", (received: IncomingHttpHeaders) => (trailers = received));
    const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders];
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return { headers, trailers, body: Buffer.concat(chunks) };
  }

  const seen = ({ recording }: Recorder) =>
    recording.calls.map(({ protocol, path, userAgent: agent, auth, status }) => [protocol, path, agent, auth, status]);

  it("goes on to the workspace with its metadata, and the answer comes back with its trailers", async () => {
    const got: object[] = [];
    const upstream = await serve((stream, headers) => {
      const { ":path": path, te, authorization, "user-agent": agent, "x-databricks-session-id": id } = headers;
      stream.respond(
        { ":status": 200, "content-type": "application/grpc", "x-answer": "1" },
        { waitForTrailers: true },
      );
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0", "x-trailer": "2" }));
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        got.push({ path, te, authorization, agent, id, body: Buffer.concat(chunks) });
        stream.end(frame(field(1, "answer")));
      });
    });
    const recorder = await start({ upstream });
    const stream = call(recorder, executePlan, { "x-databricks-session-id": "7" });
    stream.end(request);
    const { headers, trailers, body } = await answerTo(stream);
    assert.deepEqual([headers[":status"], headers["x-answer"]], [200, "1"]);
    assert.deepEqual([trailers["grpc-status"], trailers["x-trailer"]], ["0", "2"]);
    assert.ok(body.equals(frame(field(1, "answer"))));
    const sent = { path: executePlan, te: "trailers", authorization: `Bearer ${secret}` };
    assert.deepEqual(got, [{ ...sent, agent: "grpc-python/1.85.1", id: "7", body: request }]);
    assert.deepEqual(seen(recorder), [["gRPC", executePlan, userAgent, "pat", 200]]);
    assert.ok(!JSON.stringify(recorder.recording.calls).includes(secret));
  });

  it("streams both ways, and an error without a message stays one", async () => {
    const upstream = await serve((stream, { ":path": path }) => {
      if (path === executePlan) {
        stream.respond({ ":status": 200, "content-type": "application/grpc" });
        stream.pipe(stream);
      } else {
        const status = { "grpc-status": "16", "grpc-message": "Invalid%20access%20token." };
        stream.respond({ ":status": 200, "content-type": "application/grpc", ...status }, { endStream: true });
      }
    });
    const recorder = await start({ upstream });
    const stream = call(recorder, executePlan);
    stream.write(request);
    const [first] = (await once(stream, "data")) as [Buffer];
    assert.ok(first.equals(request));
    stream.end("last");
    const [last] = (await once(stream, "data")) as [Buffer];
    assert.equal(last.toString(), "last");

    const refused = call(recorder, "/spark.connect.SparkConnectService/AnalyzePlan");
    refused.end(frame(field(3, userAgent)));
    const { headers, body } = await answerTo(refused);
    assert.deepEqual(
      [headers["grpc-status"], headers["grpc-message"], body.length],
      ["16", "Invalid%20access%20token.", 0],
    );
    await until("the error is noted", async () =>
      recorder.recording.calls[1]?.error === undefined ? undefined : true,
    );
    assert.equal(recorder.recording.calls[1]?.error, "token-expired");
  });

  it("of other services is known by its header", async () => {
    const recorder = await start();
    const stream = call(recorder, "/databricks.zerobus.Zerobus/EphemeralStream", {
      "user-agent": "Acme_Loader/1 grpc-go",
    });
    stream.end(request);
    const { headers } = await answerTo(stream);
    assert.equal(headers["grpc-status"], "12");
    const path = "/databricks.zerobus.Zerobus/EphemeralStream";
    assert.deepEqual(seen(recorder), [["gRPC", path, "Acme_Loader/1 grpc-go", "pat", 200]]);
  });

  it("is answered in a workspace's place with an error that is whole, after its message was read", async () => {
    const recorder = await start();
    const stream = call(recorder, executePlan);
    stream.end(request);
    const { headers, trailers } = await answerTo(stream);
    assert.deepEqual([headers["grpc-status"], trailers], ["12", {}]);
    assert.match(decodeURIComponent(String(headers["grpc-message"])), /stands in for a workspace/);
    assert.deepEqual(seen(recorder), [["gRPC", executePlan, userAgent, "pat", 200]]);
  });

  it("never reaches a workspace whose certificate nobody vouches for, or that knows no HTTP/2", async () => {
    const { certificate, key } = createAuthority("Stranger", new Date()).issue(["127.0.0.1"]);
    let asked = 0;
    const server = createSecureServer({ cert: certificate, key }, () => asked++).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => server.close());
    const recorder = await start({ upstream: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const stream = call(recorder, executePlan);
    stream.end(request);
    const { headers } = await answerTo(stream);
    assert.equal(headers["grpc-status"], "2");
    assert.match(decodeURIComponent(String(headers["grpc-message"])), /certificate is not trusted/);
    assert.match(recorder.recording.troubles[0]?.what ?? "", /certificate is not trusted/);
    assert.equal(asked, 0);
    assert.equal(seen(recorder)[0]?.[2], userAgent);
  });

  it("says so when the workspace breaks off before it answers, and the next call gets a new connection", async () => {
    let count = 0;
    const upstream = await serve((stream) => {
      count += 1;
      if (count === 1) return stream.session?.destroy();
      stream.respond({ ":status": 200, "grpc-status": "0" }, { endStream: true });
    });
    const recorder = await start({ upstream });
    const first = call(recorder, executePlan);
    first.end(request);
    assert.equal((await answerTo(first)).headers["grpc-status"], "2");
    const second = call(recorder, executePlan);
    second.end(request);
    assert.equal((await answerTo(second)).headers["grpc-status"], "0");
  });

  it("that hangs before it has said who it is, is noted when the recorder ends", async () => {
    const recorder = await start({ upstream: await serve(() => undefined) });
    call(recorder, executePlan).write(request.subarray(0, 20));
    const named = call(recorder, "/spark.connect.SparkConnectService/Config");
    named.write(frame(field(clientType, userAgent)));
    await until("the second is noted", async () => (recorder.recording.calls.length === 1 ? true : undefined), 10_000);
    await recorder.close();
    assert.deepEqual(seen(recorder).toSorted(), [
      ["gRPC", "/spark.connect.SparkConnectService/Config", userAgent, "pat", 0],
      ["gRPC", executePlan, "grpc-python/1.85.1", "pat", 0],
    ]);
  });

  it("over HTTP/1.1 is refused", async () => {
    const recorder = await start();
    const answer = await ask(`${recorder.url}${executePlan}`, {
      method: "POST",
      headers: { "Content-Type": "application/grpc" },
      body: request,
    });
    assert.deepEqual([answer.status, answer.body], [400, "gRPC needs HTTP/2.\n"]);
    assert.equal(recorder.recording.calls[0]?.userAgent, userAgent);
  });
});
