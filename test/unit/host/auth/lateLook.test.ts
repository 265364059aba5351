import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { runningEmulator } from "../../emulator/running.ts";
import { EditorBed } from "./editorBed.ts";

describe("SessionStore with a slow keyring", () => {
  const emulator = runningEmulator();

  it("stays signed in when a look into the storage that began before the sign-in ends after it", async () => {
    using bed = new EditorBed(emulator.current);
    const { clientId: _clientId, redirectUrl: _redirectUrl, ...profile } = bed.profile;
    bed.use({ ...profile, authType: "pat" });
    bed.offeredToken = emulator.current.createToken();
    const { store } = bed.open();
    await store.ready;
    let answer = () => {};
    bed.storage.late = new Promise((resolve) => (answer = resolve));
    bed.profiles.change(bed.profiles.all, bed.profile);
    await setImmediate();
    bed.storage.late = undefined;
    await bed.signIn(store);
    assert.equal(store.of(bed.profile).kind, "signedIn");
    answer();
    await setImmediate();
    assert.equal(store.of(bed.profile).kind, "signedIn");
  });
});
