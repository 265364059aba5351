import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { callWorkspace } from "../../../../src/host/profiles/callWorkspace.ts";
import { findClearTokens } from "../../../../src/host/tokens/knownPlaces.ts";
import { tokenText } from "../../../../src/host/tokens/tokenText.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";

const secret = "dapi" + "0123456789abcdef".repeat(2);
const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

describe("tokens of the emulated workspace", () => {
  const emulator = runningEmulator();

  function client(token: string) {
    const options = { host: emulator.current.httpUrl, productVersion: "1.2.3", log: silentLogger };
    return createWorkspaceClient({ ...options, token: () => Promise.resolve(token) });
  }

  it("are made, listed without their values, and revoked", async () => {
    const workspace = client(emulator.current.createToken({ comment: "first" }));
    const made = await workspace.createPersonalToken("for a test", 86_400);
    assert.match(made.value, /^dapi[0-9a-f]{32}$/);
    const { expiresAt = 0, createdAt = 0 } = made.token;
    assert.equal(expiresAt - createdAt, day);
    const listed = await workspace.personalTokens();
    assert.deepEqual(
      listed.find(({ id }) => id === made.token.id),
      made.token,
    );
    const forever = listed.find(({ comment }) => comment === "first");
    assert.ok(forever && forever.expiresAt === undefined, "-1 means never");
    assert.ok(!JSON.stringify(listed).includes(made.value));

    assert.equal((await client(made.value).me()).userName, (await workspace.me()).userName);
    await workspace.revokePersonalToken(made.token.id);
    const refused = (error: unknown) => error instanceof PwafError && error.reason === "unauthenticated";
    await assert.rejects(client(made.value).me(), refused);
    const gone = (error: unknown) => error instanceof PwafError && error.reason === "not-found";
    await assert.rejects(workspace.revokePersonalToken(made.token.id), gone);
  });

  it("prove a profile by a real call: who, and how long", async () => {
    const profile = { name: "dev", host: emulator.current.httpUrl, authType: "pat", hasSecretInFile: false } as const;
    const sessions = (token: string) => ({ accessToken: () => Promise.resolve(token) });
    const needs = { extensionVersion: "1.2.3", log: silentLogger };
    const good = { ...needs, sessions: sessions(emulator.current.createToken()) };
    const result = await callWorkspace(profile, good);
    assert.match(result.userName, /@emulated\.example$/);
    assert.ok(result.milliseconds >= 0);
    const expired = { ...needs, sessions: sessions(emulator.current.createToken({ lifetimeSeconds: -1 })) };
    await assert.rejects(
      callWorkspace(profile, expired),
      (error: unknown) => error instanceof PwafError && error.reason === "unauthenticated" && error.hint !== undefined,
    );
  });
});

describe("findClearTokens", () => {
  let home: string;
  let project: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "pwaf-home-"));
    project = join(home, "project");
    await mkdir(join(home, ".claude-code-router"), { recursive: true });
    await mkdir(join(project, ".env.d"), { recursive: true });
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it("looks into the configuration file, .env files, shell profiles and files of tools, and nowhere else", async () => {
    const files = {
      cfg: `[dev]\ntoken = ${secret}\n`,
      "project/.env": `A=1\nDATABRICKS_TOKEN=${secret}\n`,
      "project/.env.local": `T=${secret}`,
      "project/.databricks.env": `T=${secret}`,
      ".claude-code-router/config.json": JSON.stringify({ api_key: secret }),
      ".zshrc": `export T=${secret}`,
      "project/main.py": `T = "${secret}"`,
      "project/.env.d/x": secret,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
    const found = await findClearTokens(join(home, "cfg"), [project, join(home, "missing")], home);
    assert.deepEqual(
      found.map(({ path, line }) => `${path.slice(home.length + 1)}:${line}`).sort(),
      [
        ".claude-code-router/config.json:0",
        ".zshrc:0",
        "cfg:1",
        "project/.databricks.env:0",
        "project/.env.local:0",
        "project/.env:1",
      ].sort(),
    );
  });

  it("finds nothing where there is nothing to read", async () => {
    await mkdir(join(home, "cfg"));
    assert.deepEqual(await findClearTokens(join(home, "cfg"), [project], home), []);
  });
});

describe("tokenText", () => {
  const token = (expiresAt?: number) => ({
    kind: "token" as const,
    token: { id: "1", comment: "ci", ...(expiresAt === undefined ? {} : { expiresAt }) },
  });
  const cases: readonly (readonly [number | undefined, string, boolean])[] = [
    [undefined, "never expires", true],
    [now + 12 * day, "expires in 12 days", false],
    [now + 7 * day - 1000, "expires in 7 days", false],
    [now + day, "expires within a day", false],
    [now + 1000, "expires within a day", false],
    [now, "expired", false],
  ];
  for (const [expiresAt, description, isWarning] of cases) {
    it(`says “${description}”`, () => {
      const text = tokenText(token(expiresAt), now, "/home/ada");
      assert.equal(text.description, description);
      assert.equal(text.isWarning === true, isWarning);
      assert.equal(text.advice !== undefined, isWarning, "a warning says what to do");
    });
  }

  it("writes the home folder short", () => {
    const found = { path: "/home/ada/.zshrc", kind: "personal access token", start: 0, line: 4 } as const;
    const { label, description } = tokenText({ kind: "found", found }, now, "/home/ada");
    assert.deepEqual([label, description], ["~/.zshrc", "line 5 · personal access token"]);
    const inProject = tokenText({ kind: "found", found: { ...found, path: "/work/app/.env" } }, now, "/home/ada");
    assert.equal(inProject.label, "app/.env");
    assert.match(inProject.advice ?? "", /^\/work\/app\/\.env\n\n.*Revoke/);
  });
});
