import assert from "node:assert/strict";
import { runningEmulator } from "../../emulator/running.ts";
import { EditorBed, isReason } from "./editorBed.ts";

/** The editor hands the browser's answer to the window that was used last. */
describe("an answer that comes to another window", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  beforeEach(() => (bed = new EditorBed(emulator.current)));
  afterEach(() => bed[Symbol.dispose]());

  it("signs in the window that waits for it, and leaves nothing", async () => {
    const other = bed.open();
    const third = bed.routesOf(bed.open().store);
    const here = bed.open();
    bed.browse = (url) => bed.agree(url, bed.routesOf(other.store));
    await bed.signIn(here.store);
    assert.deepEqual(here.failures, [], "the other window says nothing");
    assert.equal(here.store.current.kind, "signedIn");
    assert.equal(bed.storage.values.size, 1, "the session, and no answer");
    assert.ok(third);
  });

  it("is refused there when no window waits for it", async () => {
    bed.open();
    const { store } = bed.open();
    const state = Buffer.from(JSON.stringify({ n: "unknown" })).toString("base64url");
    await assert.rejects(
      bed.routesOf(store).handle({ path: "/auth/callback", query: `code=x&state=${state}` }),
      isReason("sign-in", /no sign-in that was started here/),
    );
    assert.equal(bed.storage.values.size, 0);
  });

  it("is refused at once, and shown to nobody, when it is no answer", async () => {
    const { store } = bed.open();
    bed.storage.open().onDidChange(() => assert.fail("it was passed on"));
    await assert.rejects(
      bed.routesOf(store).handle({ path: "/auth/callback", query: "code=x&state=guess" }),
      isReason("sign-in", /not made here/),
    );
  });

  it("is refused where secret storage does not work", async () => {
    bed.storage.broken = true;
    const { store } = bed.open();
    const state = Buffer.from(JSON.stringify({ n: "unknown" })).toString("base64url");
    await assert.rejects(
      bed.routesOf(store).handle({ path: "/auth/callback", query: `code=x&state=${state}` }),
      isReason("sign-in", /no sign-in that was started here/),
    );
    assert.ok(!bed.lines.join("\n").includes(state));
  });
});
