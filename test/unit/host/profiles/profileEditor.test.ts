import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { renameProfile, removeProfile, upsertProfile } from "../../../../src/core/profiles/editDatabrickscfg.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import { ProfileEditor } from "../../../../src/host/profiles/profileEditor.ts";
import {
  followProfile,
  forgetProfile,
  keepSecrets,
  readSecret,
  readSecrets,
} from "../../../../src/host/profiles/profileSecrets.ts";
import { sessionKey } from "../../../../src/workspace/auth/storedSession.ts";
import { MemorySecretStorage } from "../memorySecrets.ts";
import { MemoryState } from "../memoryState.ts";

const text = "# mine\r\n[dev]\r\nhost = https://a.b ; keep\r\n\r\n[prod]\r\nhost = https://c.d\r\n";
const dev: Profile = { name: "dev", host: "https://a.b", authType: "pat", hasSecretInFile: false };
const token = "dapi" + "0".repeat(32);

function isReason(reason: string): (error: unknown) => boolean {
  return (error) => error instanceof PwafError && error.reason === reason && error.hint !== undefined;
}

describe("ProfileEditor", () => {
  let folder: string;
  let path: string;
  let state: MemoryState;
  let vault: MemorySecretStorage;
  let editor: ProfileEditor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-editor-"));
    path = join(folder, "cfg");
    await writeFile(path, text);
    state = new MemoryState();
    vault = new MemorySecretStorage();
    editor = new ProfileEditor({ path, state, storage: vault.open(), log: silentLogger });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const now = () => readFile(path, "utf8");
  const stored = () => JSON.stringify([...vault.values].sort());

  it("takes a rename back: file, secrets, active profile and warehouse", async () => {
    for (const [key, value] of keepSecrets(dev, { token, client_secret: "s" })) vault.values.set(key, value ?? "");
    await state.set("activeProfile", "dev");
    await state.set("warehouses", { dev: "abc", prod: "def" });
    const before = stored();
    const renamed = { ...dev, name: "new" };
    await editor.apply({
      what: "Renamed dev to new",
      edit: (latest) => renameProfile(latest, "dev", "new"),
      storage: await followProfile(vault.open(), dev, renamed),
      follows: { from: "dev", to: "new" },
    });
    assert.equal(await now(), text.replace("[dev]", "[new]"));
    assert.deepEqual(await readSecrets(vault.open(), renamed), { token, client_secret: "s" });
    assert.deepEqual(await readSecrets(vault.open(), dev), {});
    assert.equal(state.get("activeProfile"), "new");
    assert.deepEqual(state.get("warehouses"), { new: "abc", prod: "def" });

    assert.equal(await editor.undo(), "Renamed dev to new");
    assert.equal(await now(), text);
    assert.equal(stored(), before);
    assert.equal(state.get("activeProfile"), "dev");
    assert.deepEqual(state.get("warehouses"), { dev: "abc", prod: "def" });
    await assert.rejects(editor.undo(), isReason("not-found"));
  });

  it("takes a removal back with the token that was stored", async () => {
    for (const [key, value] of keepSecrets(dev, { token })) vault.values.set(key, value ?? "");
    await state.set("activeProfile", "dev");
    await editor.apply({
      what: "Removed dev",
      edit: (latest) => removeProfile(latest, "dev"),
      storage: forgetProfile(dev),
      follows: { from: "dev", to: undefined },
    });
    assert.equal(vault.values.size, 0);
    assert.equal(state.get("activeProfile"), undefined);
    await editor.undo();
    assert.equal(await now(), text);
    assert.equal(await readSecret(vault.open(), dev, "token"), token);
    assert.equal(state.get("activeProfile"), "dev");
  });

  it("takes nothing back once another program has written", async () => {
    await editor.apply({ what: "x", edit: (latest) => upsertProfile(latest, "dev", { cluster_id: "1" }) });
    const theirs = `${await now()}# theirs\n`;
    await writeFile(path, theirs);
    await assert.rejects(editor.undo(), isReason("conflict"));
    assert.equal(await now(), theirs);
  });

  it("changes neither file nor storage when the file does not allow the change", async () => {
    const change = { what: "x", edit: () => renameProfile(text, "dev", "prod"), storage: keepSecrets(dev, { token }) };
    await assert.rejects(editor.apply(change), isReason("conflict"));
    assert.equal(await now(), text);
    assert.equal(vault.values.size, 0);
    assert.equal(editor.undoable, undefined);
  });

  it("leaves the file alone when there is no keyring for its secrets, and removes profiles without one", async () => {
    vault.broken = true;
    const edit = (latest: string) => removeProfile(latest, "dev");
    await assert.rejects(editor.apply({ what: "x", edit, storage: keepSecrets(dev, { token }) }), isReason("config"));
    assert.equal(await now(), text);
    await editor.apply({ what: "x", edit, storage: forgetProfile(dev) });
    assert.doesNotMatch(await now(), /\[dev\]/);
  });

  it("knows the sections that it has written, until another program changes them", async () => {
    assert.equal(editor.isOwn(text, "dev"), false);
    await editor.apply({ what: "x", edit: (latest) => upsertProfile(latest, "dev", { cluster_id: "1" }) });
    const written = await now();
    assert.equal(editor.isOwn(written, "dev"), true);
    assert.equal(editor.isOwn(written, "prod"), false);
    assert.equal(editor.isOwn(upsertProfile(written, "dev", { cluster_id: "2" }), "dev"), false);
    await editor.undo();
    assert.equal(editor.isOwn(await now(), "dev"), false, "what was taken back is theirs again");
  });
});

describe("followProfile", () => {
  const cases: readonly (readonly [what: string, to: Profile, left: readonly string[]])[] = [
    ["keeps everything under the same name", dev, ["client_secret", "token"]],
    ["takes everything along to another name", { ...dev, name: "new" }, ["client_secret", "token"]],
    ["leaves every secret behind at another host", { ...dev, host: "https://evil.example" }, []],
    ["forgets the token of another way to sign in", { ...dev, authType: "oauth-m2m" }, ["client_secret"]],
    ["forgets the sign-in with other scopes", { ...dev, scopes: ["sql"] }, ["client_secret"]],
    ["forgets the sign-in of another app", { ...dev, clientId: "other" }, ["client_secret"]],
  ];
  for (const [what, to, left] of cases) {
    it(what, async () => {
      const vault = new MemorySecretStorage();
      for (const [key, value] of keepSecrets(dev, { token, client_secret: "s" })) vault.values.set(key, value ?? "");
      for (const [key, value] of await followProfile(vault.open(), dev, to)) {
        if (value === undefined) vault.values.delete(key);
        else vault.values.set(key, value);
      }
      assert.deepEqual(Object.keys(await readSecrets(vault.open(), to)).sort(), left);
      assert.equal(vault.values.size, left.length, "nothing is left under the old key");
    });
  }

  it("takes a sign-in by browser along to another name", async () => {
    const vault = new MemorySecretStorage();
    const browser: Profile = { ...dev, authType: "databricks-cli" };
    vault.values.set(sessionKey(browser), "a session");
    const change = await followProfile(vault.open(), browser, { ...browser, name: "new" });
    assert.deepEqual(
      [...change],
      [
        [sessionKey(browser), undefined],
        [sessionKey({ ...browser, name: "new" }), "a session"],
      ],
    );
  });
});
