import assert from "node:assert/strict";
import type { RecordedCall, Session } from "../../../../src/core/recorder/call.ts";
import { routeOf } from "../../../../src/core/recorder/call.ts";
import { compareSessions } from "../../../../src/core/recorder/compare.ts";
import { sessionHar } from "../../../../src/core/recorder/har.ts";
import { parseSession, sessionJson } from "../../../../src/core/recorder/json.ts";
import { Recording } from "../../../../src/core/recorder/recording.ts";
import { groupsOf, isProof, summaryOf } from "../../../../src/core/recorder/summary.ts";
import { sessionText } from "../../../../src/core/recorder/text.ts";

const started = "2026-11-21T10:00:00.000Z";

function call(userAgent: string, more: Partial<RecordedCall> = {}): RecordedCall {
  return {
    time: started,
    host: "adb-1.2.azuredatabricks.net",
    method: "POST",
    path: "/sql/1.0/warehouses/1234567890abcdef",
    protocol: "HTTP/1.1",
    userAgent,
    auth: "oauth",
    status: 200,
    ...more,
  };
}

const session = (...calls: RecordedCall[]): Session => ({ started, forwarded: true, calls, troubles: [], dropped: 0 });
const python = "PyDatabricksSqlConnector/4.9.0 (Acme_Loader/1.2.0)";
const me = { method: "GET", path: "/api/2.0/preview/scim/v2/Me" };

describe("recorder: recording", () => {
  const fixed = () => new Date(started);
  const { time: _, status: __, ...plain } = call(python);

  it("notes the answer with its duration, and says that something changed", () => {
    let now = 0;
    const recording = new Recording(true, () => new Date(now));
    let changes = 0;
    recording.onDidChange(() => changes++);
    const done = recording.add(plain);
    const [entry] = recording.calls;
    assert.deepEqual([entry?.status, entry?.ms], [0, undefined]);
    now = 42;
    done(200);
    assert.deepEqual([entry?.status, entry?.ms, changes], [200, 42, 2]);
  });

  it("counts a flood instead of keeping it, and still keeps a call of a new form", () => {
    const recording = new Recording(true, fixed);
    for (let index = 0; index < 25_000; index++) recording.add(plain)(200);
    recording.add({ ...plain, userAgent: "curl/8" })(200);
    assert.equal(recording.calls.length, 10_001);
    const groups = groupsOf(recording);
    assert.deepEqual(
      groups.map(({ count }) => count),
      [25_000, 1],
    );
    assert.equal(isProof(groups, recording.dropped), false);
  });

  it("counts what it drops when every call is a new form, and then proves nothing", () => {
    const recording = new Recording(true, fixed);
    for (let index = 0; index < 20_100; index++) recording.add({ ...plain, userAgent: `Acme_Loader/1.0.${index}` });
    assert.deepEqual([recording.calls.length, recording.dropped], [20_000, 100]);
    assert.equal(isProof(groupsOf(recording), recording.dropped), false);
    assert.match(summaryOf(groupsOf(recording), recording.dropped), /^20100 calls: 20000 tagged, 100 not kept$/);
  });

  it("says a trouble once", () => {
    const recording = new Recording(true, fixed);
    recording.trouble("x");
    recording.trouble("x");
    assert.equal(recording.troubles.length, 1);
  });
});

describe("recorder: forms of calls", () => {
  it("takes identifiers out of paths", () => {
    assert.equal(
      routeOf("/api/2.0/sql/statements/01ef-2b3c-4d5e6f7a8b9c/result/chunks/3"),
      "/api/2.0/sql/statements/*/result/chunks/*",
    );
    assert.equal(routeOf("/sql/1.0/warehouses/1234567890abcdef"), "/sql/1.0/warehouses/*");
    assert.equal(routeOf("/api/2.1/unity-catalog/catalogs/main"), "/api/2.1/unity-catalog/catalogs/main");
    assert.equal(routeOf("/api/2.0/feature-store-online/items"), "/api/2.0/feature-store-online/items");
  });

  it("puts calls of one form together, and says what failed first", () => {
    const text = sessionText(
      session(call(python), call(python, { path: "/sql/1.0/warehouses/ffff567890abcdef" }), call("curl/8", me)),
    );
    assert.match(
      text,
      /^untagged {2}GET .*\/Me \(auth: oauth\)\n {10}curl\/8\n.*\n {10}pwaf lint finds such code by ua-missing-http\ntagged /,
    );
    assert.match(text, /warehouses\/\* \(auth: oauth, 2 times\)/);
    assert.match(text, /\n3 calls: 2 tagged, 1 untagged\.\n$/);
  });

  it("takes a recording without a tagged call for no proof", () => {
    assert.equal(isProof([], 0), false);
    assert.equal(isProof(groupsOf(session(call("x", { path: "/oidc/v1/token" }))), 0), false);
    assert.equal(isProof(groupsOf(session(call(python))), 0), true);
  });
});

describe("recorder: files", () => {
  it("reads what it writes", () => {
    const before = session(call(python, { ms: 3 }), call("curl/8", { ...me, more: 4, protocol: "HTTP/2" }));
    const text = sessionJson(before);
    const read = parseSession(text);
    assert.deepEqual(groupsOf(read), groupsOf(before));
    const { calls } = JSON.parse(text) as { calls: { verdict: string; rule?: string; client?: { version: string } }[] };
    assert.deepEqual(
      calls.map(({ verdict, rule, client }) => [verdict, rule, client?.version]),
      [
        ["tagged", undefined, "4.9.0"],
        ["untagged", "ua-missing-http", undefined],
      ],
    );
  });

  it("refuses what is no recording, and says why", () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["", /not JSON/],
      ["[]", /not written by the recorder/],
      ['{"log":{}}', /not written by the recorder/],
      ['{"format":"pwaf-recording","version":2}', /Another version/],
      ['{"format":"pwaf-recording","version":1}', /damaged/],
      ['{"format":"pwaf-recording","version":1,"started":"","forwarded":true,"calls":[{}]}', /damaged/],
    ];
    for (const [text, message] of cases) assert.throws(() => parseSession(text), message, text);
  });

  it("writes an HTTP archive with the fields that version 1.2 demands, and no more headers than one", () => {
    const { log } = JSON.parse(sessionHar(session(call(python, { ms: 3 }), call("")), "1.0")) as {
      log: { version: string; entries: Record<string, object>[] };
    };
    assert.equal(log.version, "1.2");
    const [first, second] = log.entries;
    const fields = ["startedDateTime", "time", "request", "response", "cache", "timings"];
    assert.ok(fields.every((name) => first?.[name] !== undefined));
    assert.deepEqual((first?.["request"] as { headers: object[] }).headers, [{ name: "User-Agent", value: python }]);
    assert.deepEqual((second?.["request"] as { headers: object[] }).headers, []);
  });
});

describe("recorder: drift from a good recording", () => {
  const golden = session(call(python), call("Acme_Loader/1.2.0 databricks-sdk-py/0.156.0 python/3.11", me));

  it("sees none in new versions, other machines, other identifiers, more calls and a client's own calls", () => {
    const now = session(
      call("PyDatabricksSqlConnector/5.0.0 (Acme_Loader/2.0.0) agent/cursor", {
        path: "/sql/1.0/warehouses/ffff567890abcdef",
      }),
      call("Acme_Loader/2.0.0 databricks-sdk-py/1.0.0 python/3.14", { ...me, host: "other.cloud.databricks.com" }),
      call("Acme_Loader/2.0.0 databricks-sdk-py/1.0.0 python/3.14", { path: "/api/2.0/new" }),
      call("unknown/0.0.0 databricks-sdk-py/1.0.0", { path: "/oidc/v1/token" }),
    );
    assert.deepEqual(compareSessions(golden, now), []);
    assert.deepEqual(compareSessions(golden, golden), []);
  });

  const [sqlCall, sdkCall] = golden.calls as [RecordedCall, RecordedCall];
  const cases: readonly (readonly [string, readonly RecordedCall[], RegExp])[] = [
    [
      "a tag that is gone",
      [call("PyDatabricksSqlConnector/4.9.0"), sdkCall],
      /^POST \/sql\/\S+ is now without identity by .*It was tagged Acme_Loader/,
    ],
    ["another product", [call("PyDatabricksSqlConnector/4.9.0 (Acme_Other/1.0)"), sdkCall], /is now tagged Acme_Other/],
    ["another client", [call("Acme_Loader/1.2.0 axios/1.0"), sdkCall], /is now tagged Acme_Loader by a program/],
    ["another kind of sign-in", [{ ...sqlCall, auth: "pat" }, sdkCall], /auth pat\. It was .*auth oauth/],
    ["a call that is gone", [sqlCall], /^GET \S+\/Me is no longer called/],
    [
      "a new untagged call",
      [sqlCall, sdkCall, call("curl/8", { path: "/api/2.0/new" })],
      /^POST \/api\/2.0\/new is now without identity by curl.* new/,
    ],
    ["an untagged call beside a tagged one", [sqlCall, sdkCall, call("curl/8")], /is now without identity by curl/],
  ];
  for (const [what, calls, drift] of cases)
    it(`sees ${what}`, () => {
      const drifts = compareSessions(golden, session(...calls));
      assert.equal(drifts.length, 1, drifts.join("\n"));
      assert.match(drifts[0] ?? "", drift);
    });

  it("refuses to compare a run with a workspace and one without", () => {
    assert.throws(() => compareSessions(golden, { ...golden, forwarded: false }), /with --upstream, this one without/);
  });
});
