import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorText } from "../../../../src/core/base/errors.ts";
import { RecorderModel } from "../../../../src/host/recorder/recorderModel.ts";

const tagged = { headers: { "User-Agent": "Acme_Loader/1.2.0" } };

describe("recorder of the editor", () => {
  let model: RecorderModel;
  beforeEach(() => {
    const viewError = (error: unknown) => ({ message: errorText(error) });
    model = new RecorderModel({ environment: { NODE_OPTIONS: "--no-warnings" }, version: "1.0", viewError });
  });
  afterEach(async () => {
    await model.stop();
    model.dispose();
  });

  /** Settles with the next list of calls. */
  const nextCalls = () =>
    new Promise<void>((resolve) => {
      const listening = model.onDidChange((what) => {
        if (what !== "calls") return;
        listening.dispose();
        resolve();
      });
    });
  const address = (): string => {
    assert(model.state.kind === "recording");
    return model.state.url;
  };

  it("shows what is called while it runs, and keeps it when it has stopped", async () => {
    await model.start("");
    const changed = nextCalls();
    await fetch(`${address()}/api/2.0/clusters/list?x=1`, tagged);
    await changed;
    const { calls, summary } = model.calls;
    assert.equal(summary, "1 call: 1 tagged");
    const [call] = calls;
    assert.deepEqual([call?.route, call?.verdict, call?.count], ["/api/2.0/clusters/list", "tagged", 1]);
    assert.deepEqual(call?.parts, [{ text: "Acme_Loader/1.2.0", kind: "identity" }]);
    await model.stop();
    assert.equal(model.calls.calls.length, 1);
    assert.equal(model.variables(), undefined);
    await model.start("");
    assert.equal(model.calls.calls.length, 0);
  });

  it("gives the variables that lead a program to it, beside those that are there", async () => {
    await model.start("");
    const variables = model.variables() ?? {};
    assert.equal(variables["HTTPS_PROXY"], address());
    assert.match(variables["NODE_OPTIONS"] ?? "", /^--no-warnings --require \S+node-hook\.cjs$/);
    const bundle = readFileSync(variables["SSL_CERT_FILE"] ?? "", "utf8");
    assert.ok((bundle.match(/BEGIN CERTIFICATE/g) ?? []).length > 50, "what was trusted before stays trusted");
  });

  it("saves and compares", async () => {
    assert.deepEqual([model.text("json"), model.compare("x", "{}")], [undefined, undefined]);
    await model.start("");
    await fetch(`${address()}/api/2.0/clusters/list`, tagged);
    const golden = model.text("json") ?? "";
    assert.deepEqual(model.compare("golden.json", golden), { with: "golden.json", drifts: [] });
    assert.match(model.text("har") ?? "", /"version": "1.2"/);
    await fetch(`${address()}/api/2.0/clusters/list`);
    assert.equal(model.compare("golden.json", golden)?.drifts.length, 1);
    assert.throws(() => model.compare("bad.json", "{}"), /not written by the recorder/);
  });

  it("says why it cannot start, and starts after that", async () => {
    await model.start("workspace");
    assert.deepEqual(model.state, {
      kind: "error",
      error: { message: "This does not contain the host name of a workspace." },
    });
    await Promise.all([model.start(""), model.stop(), model.start("")]);
    await fetch(address());
  });

  it("shows the last of very many forms of calls, and says how many it leaves out", async () => {
    await model.start("");
    for (let index = 0; index < 510; index += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          fetch(`${address()}/x`, { headers: { "User-Agent": `Acme_Loader/1.${index + at}` } }),
        ),
      );
    assert.deepEqual([model.calls.calls.length, model.calls.hidden], [500, 10]);
  }).timeout(20_000);
});
