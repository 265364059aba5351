import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { DraftOrigin, ProfileDraft } from "../../../../src/core/profiles/profileDraft.ts";
import { ProfileFormModel } from "../../../../src/host/profiles/profileFormModel.ts";
import { ProfileStore } from "../../../../src/host/profiles/profileStore.ts";
import { MemorySecretStorage } from "../memorySecrets.ts";
import { MemoryState } from "../memoryState.ts";

const token = "dapi" + "0".repeat(32);
const text = `[dev]\nhost = https://a.b\ntoken = ${token}\n\n[prod]\nhost = https://c.d\n`;

describe("ProfileFormModel", () => {
  let home: string;
  let path: string;
  let vault: MemorySecretStorage;
  let store: ProfileStore;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "pwaf-form-"));
    path = join(home, ".databrickscfg");
    await writeFile(path, text);
    vault = new MemorySecretStorage();
    const options = { state: new MemoryState(), secrets: vault.open(), log: silentLogger, environment: {}, home };
    store = new ProfileStore(options);
    await store.ready;
  });
  afterEach(async () => {
    store.dispose();
    await rm(home, { recursive: true, force: true });
  });

  const now = () => readFile(path, "utf8");

  async function open(origin: DraftOrigin): Promise<{ model: ProfileFormModel; draft: ProfileDraft }> {
    const model = new ProfileFormModel({
      origin,
      path,
      text: () => store.text(),
      storage: vault.open(),
      change: (change) => store.change(change),
    });
    return { model, draft: (await model.load()).draft };
  }

  it("renames a profile, moves its token to secret storage, and all that can be taken back", async () => {
    const { model, draft } = await open({ kind: "edit", name: "dev" });
    await store.activate("dev");
    await model.save({ ...draft, name: "mine", secretsInFile: false });
    assert.ok(!(await now()).includes(token));
    const mine = store.active;
    assert.equal(mine?.name, "mine");
    assert.equal(await store.secret(mine, "token"), token);
    await store.undo();
    assert.equal(await now(), text);
    assert.equal(vault.values.size, 0);
    assert.equal(store.active?.name, "dev");
  });

  it("shows no secret, and says where each is", async () => {
    const { model, draft } = await open({ kind: "edit", name: "dev" });
    const state = await model.check({ ...draft, fields: { ...draft.fields, cluster_id: "1" } }, 7);
    assert.ok(!JSON.stringify(state).includes(token));
    assert.deepEqual(
      state.rows.filter(({ isSecret }) => isSecret).map(({ key, secret }) => [key, secret]),
      [["token", "file"]],
    );
    assert.deepEqual([state.round, state.canSave, state.isStale], [7, true, false]);
    assert.ok(state.diff.some((line) => line.kind === "added" && line.text === "cluster_id = 1"));
  });

  it("moves a secret back into the file, out of secret storage", async () => {
    const first = await open({ kind: "edit", name: "dev" });
    await first.model.save({ ...first.draft, secretsInFile: false });
    const { model, draft } = await open({ kind: "edit", name: "dev" });
    await model.save({ ...draft, secretsInFile: true });
    assert.ok((await now()).includes(token));
    assert.equal(vault.values.size, 0);
  });

  it("leaves the stored secrets behind when a profile is pointed at another host", async () => {
    const first = await open({ kind: "edit", name: "dev" });
    await first.model.save({ ...first.draft, secretsInFile: false });
    const { model, draft } = await open({ kind: "edit", name: "dev" });
    await model.save({ ...draft, fields: { ...draft.fields, host: "https://elsewhere.example" } });
    assert.equal(vault.values.size, 0);
  });

  it("saves nothing over what another program wrote meanwhile, and all beside it", async () => {
    const { model, draft } = await open({ kind: "edit", name: "dev" });
    const mine = { ...draft, fields: { ...draft.fields, cluster_id: "1" } };
    await writeFile(path, text.replace("https://c.d", "https://theirs.example"));
    assert.equal((await model.check(mine, 1)).isStale, false, "another section is another matter");
    await writeFile(path, text.replace("https://a.b", "https://theirs.example"));
    const state = await model.check(mine, 2);
    assert.deepEqual([state.isStale, state.canSave], [true, false]);
    const before = await now();
    await assert.rejects(
      model.save(mine),
      (error: unknown) => error instanceof PwafError && error.reason === "conflict",
    );
    assert.equal(await now(), before);
  });

  it("adds a profile under the name of its host, its secret in storage only", async () => {
    const { model, draft } = await open({ kind: "new" });
    const name = await model.save({
      ...draft,
      authType: "oauth-m2m",
      fields: { host: "https://new.example/?o=1", client_id: "app" },
      secrets: { client_secret: "hidden" },
    });
    assert.equal(name, "new");
    assert.ok((await now()).startsWith(text));
    assert.ok(!(await now()).includes("hidden"));
    const added = store.all.find((profile) => profile.name === "new");
    assert.ok(added);
    assert.equal(await store.secret(added, "client_secret"), "hidden");
    assert.equal(added.workspaceId, "1");
  });
});
