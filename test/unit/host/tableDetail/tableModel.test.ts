import assert from "node:assert/strict";
import { errorText, PwafError } from "../../../../src/core/base/errors.ts";
import type { TableModelOptions } from "../../../../src/host/tableDetail/tableModel.ts";
import { paneIds, TableModel } from "../../../../src/host/tableDetail/tableModel.ts";
import type { PaneId, PaneMessage } from "../../../../src/protocol/tableDetail.ts";

/** A load that is answered by hand, in any order. */
class Pending {
  readonly runs: {
    readonly signal: AbortSignal;
    readonly resolve: (value: never) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  readonly start = (signal: AbortSignal): Promise<never> =>
    new Promise((resolve, reject) => this.runs.push({ signal, resolve, reject }));
}

function testBed(options: Partial<TableModelOptions> = {}) {
  const pending: Readonly<Record<PaneId, Pending>> = {
    description: new Pending(),
    tags: new Pending(),
    sample: new Pending(),
    storage: new Pending(),
    permissions: new Pending(),
    lineage: new Pending(),
    ddl: new Pending(),
    history: new Pending(),
  };
  const shown = new Map<PaneId, PaneMessage["state"]>();
  const failures: unknown[] = [];
  let count = 0;
  const model = new TableModel({
    load: {
      description: pending.description.start,
      tags: pending.tags.start,
      sample: pending.sample.start,
      storage: pending.storage.start,
      permissions: pending.permissions.start,
      lineage: pending.lineage.start,
      ddl: pending.ddl.start,
      history: pending.history.start,
    },
    show: ({ id, state }) => {
      count++;
      shown.set(id, state);
    },
    viewError: (error) => ({ message: errorText(error), action: { id: "pwaf.signIn", title: "Sign in" } }),
    failed: (error) => failures.push(error),
    ...options,
  });
  const runs = (id: PaneId) => pending[id].runs;
  return { model, runs, shown, failures, messages: () => count };
}

const anything = {} as never;
const settled = () => new Promise(setImmediate);

describe("table panel", () => {
  it("fetches at first what is seen at first, and the rest when it is looked at, once", async () => {
    const { model, runs } = testBed();
    void model.open();
    assert.deepEqual(
      paneIds.filter((id) => runs(id).length > 0),
      ["description", "tags", "sample"],
    );
    void model.look("history");
    void model.look("history");
    void model.look("sample");
    assert.deepEqual([runs("history").length, runs("sample").length, runs("ddl").length], [1, 1, 0]);
  });

  it("loads every part on its own: one may fail while another is shown", async () => {
    const { model, runs, shown, failures } = testBed();
    void model.open();
    runs("sample")[0]?.reject(new PwafError("sql", "No warehouse"));
    await settled();
    assert.deepEqual([shown.get("description")?.kind, shown.get("sample")?.kind], ["loading", "error"]);
    runs("description")[0]?.resolve(anything);
    await settled();
    assert.deepEqual(shown.get("description"), { kind: "loaded", value: anything });
    assert.deepEqual(failures.map(errorText), ["No warehouse"]);
  });

  it("shows the current state again when the page comes back", async () => {
    const { model, runs, shown } = testBed();
    void model.open();
    runs("description")[0]?.resolve(anything);
    await settled();
    const before = new Map(shown);
    shown.clear();
    model.resend();
    for (const [id, state] of before) assert.equal(shown.get(id), state);
    assert.equal(shown.size, paneIds.length);
  });

  it("cancels a query at once, ignores what comes later, and loads again", async () => {
    const { model, runs, shown, failures } = testBed();
    void model.open();
    model.cancel("sample");
    assert.equal(runs("description")[0]?.signal.aborted, false);
    const stopped = shown.get("sample");
    assert.ok(stopped?.kind === "error" && stopped.error.message === "You stopped the query.");
    assert.equal(runs("sample")[0]?.signal.aborted, true);
    runs("sample")[0]?.resolve(anything);
    await settled();
    assert.equal(shown.get("sample"), stopped);
    void model.load("sample");
    runs("sample")[1]?.resolve(anything);
    await settled();
    assert.equal(shown.get("sample")?.kind, "loaded");
    assert.deepEqual(failures, []);
  });

  it("lets the last of several loads win", async () => {
    const { model, runs, shown } = testBed();
    void model.load("description");
    void model.load("description");
    assert.equal(runs("description")[0]?.signal.aborted, true);
    runs("description")[1]?.resolve({ comment: "second" } as never);
    await settled();
    runs("description")[0]?.resolve({ comment: "first" } as never);
    await settled();
    assert.deepEqual(shown.get("description"), { kind: "loaded", value: { comment: "second" } });
  });

  it("reloads what somebody has seen, and nothing else", async () => {
    const { model, runs } = testBed();
    void model.open();
    void model.look("permissions");
    void model.reload();
    const counts = paneIds.map((id) => runs(id).length);
    assert.deepEqual(counts, [2, 2, 2, 2, 0, 0, 0, 0]);
  });

  it("stops its queries when it is disposed, and says nothing more", async () => {
    const { model, runs, messages } = testBed();
    void model.open();
    const shown = messages();
    model.dispose();
    assert.deepEqual([runs("description")[0]?.signal.aborted, runs("sample")[0]?.signal.aborted], [true, true]);
    runs("sample")[0]?.reject(new PwafError("cancelled", "Cancelled."));
    await settled();
    assert.equal(messages(), shown);
  });

  it("tries again after a sign-in only what failed for want of one", async () => {
    const { model, runs } = testBed();
    void model.open();
    runs("description")[0]?.reject(new PwafError("unauthenticated", "Sign in again."));
    runs("sample")[0]?.reject(new PwafError("sql", "No such table"));
    await settled();
    void model.signedIn();
    assert.deepEqual([runs("description").length, runs("sample").length], [2, 1]);
  });

  it("runs no query by itself after a restart of the editor, not even when its tab is looked at", async () => {
    const { model, runs, shown } = testBed();
    void model.openAfterRestart();
    void model.look("sample");
    void model.look("permissions");
    assert.deepEqual([runs("description").length, runs("permissions").length, runs("sample").length], [1, 1, 0]);
    const offered = shown.get("sample");
    assert.ok(offered?.kind === "idle" && offered.offer?.button === "Fetch sample rows");
    void model.load("sample");
    assert.equal(runs("sample").length, 1);
  });

  it("runs only the commands whose buttons are on the screen of that part", async () => {
    const { model, runs } = testBed();
    void model.open();
    assert.equal(model.press("description", "pwaf.signIn"), undefined);
    runs("description")[0]?.reject(new Error("x"));
    await settled();
    assert.equal(model.press("description", "pwaf.signIn"), "pwaf.signIn");
    assert.equal(model.press("sample", "pwaf.signIn"), undefined);
    assert.equal(model.press("description", "workbench.action.terminal.new"), undefined);
  });

  it("has a button on every error, and tries again only that part", async () => {
    const { model, runs, shown } = testBed({ viewError: (error) => ({ message: errorText(error) }) });
    void model.open();
    runs("sample")[0]?.reject(new Error("x"));
    await settled();
    const state = shown.get("sample");
    assert.ok(state?.kind === "error");
    assert.equal(model.press("sample", state.error.action?.id ?? ""), undefined);
    assert.deepEqual([runs("description").length, runs("sample").length], [1, 2]);
  });
});
