import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { editConfig } from "../../../../src/host/profiles/configFile.ts";

describe("editConfig", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-config-"));
    file = join(folder, "cfg");
    writeFileSync(file, "first\n");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("begins again when a program without the lock writes between reading and writing", async () => {
    let rounds = 0;
    await editConfig(file, (text) => {
      if (++rounds === 1) writeFileSync(file, "theirs\n");
      return `${text}ours\n`;
    });
    assert.equal(await readFile(file, "utf8"), "theirs\nours\n");
    assert.equal(rounds, 2);
  });

  it("gives up when that goes on, and leaves what they wrote", async () => {
    let rounds = 0;
    const editing = editConfig(file, (text) => {
      writeFileSync(file, `theirs ${++rounds}\n`);
      return `${text}ours\n`;
    });
    await assert.rejects(editing, (error: unknown) => error instanceof PwafError && error.reason === "conflict");
    assert.equal(await readFile(file, "utf8"), `theirs ${rounds}\n`);
    assert.deepEqual(await readdir(folder), ["cfg"]);
  });

  it("leaves the file and no trace when the edit fails", async () => {
    await assert.rejects(
      editConfig(file, () => {
        throw new PwafError("config", "no");
      }),
      /no/,
    );
    assert.equal(await readFile(file, "utf8"), "first\n");
    assert.deepEqual(await readdir(folder), ["cfg"]);
  });
});
