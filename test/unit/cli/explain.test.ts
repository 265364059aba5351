import assert from "node:assert/strict";
import { CliFolder } from "./cliFolder.ts";

const mixed = "ValueError: validate: more than one authorization method configured: oauth and pat";

describe("pwaf explain", () => {
  const cli = new CliFolder();

  it("explains what it is told, as text", async () => {
    const { code, out } = await cli.run(["explain", "--", mixed]);
    assert.equal(code, 0);
    assert.equal(
      out,
      `Settings of two ways to sign in are mixed
  Found  more than one authorization method configured: oauth and pat
  Cause  The client sees settings of oauth and pat at once; often one comes from the environment and the other from a profile or from code. A Databricks App always has its own OAuth variables.
  Fix    Keep the settings of one way only, or name the way with auth_type or DATABRICKS_AUTH_TYPE.
  pwaf lint finds such code by auth-mixed-env
`,
    );
    assert.match((await cli.run(["explain", "--", mixed], { isTerminal: true })).out, /^\x1b\[1mSettings/);
  });

  it("reads standard input: every error in it, in order", async () => {
    const input = `line\n${mixed}\nat x\nFATAL: role "a" does not exist (lakebase)\n`;
    const { out, code } = await cli.run(["explain", "--format", "json"], { input });
    const { version, explanations } = JSON.parse(out) as { version: number; explanations: { id: string }[] };
    assert.deepEqual([code, version, explanations.map(({ id }) => id)], [0, 1, ["mixed-auth", "lakebase-role"]]);
    assert.deepEqual(Object.keys(explanations[0] ?? {}), ["id", "title", "found", "cause", "fix", "rule"]);
  });

  it("takes words, put in arguments without quotes", async () => {
    const { out } = await cli.run(["explain", "the", "User-Agent", "is", "missing", "in", "query", "history"]);
    assert.match(out, /^The User-Agent does not arrive\n/);
  });

  it("says when it knows nothing", async () => {
    const text = await cli.run(["explain", "all", "is", "well"]);
    assert.deepEqual([text.code, text.err], [1, ""]);
    assert.match(text.out, /^Nothing in this text is an error that is known/);
    const json = await cli.run(["explain", "--format", "json"], { input: "" });
    assert.deepEqual([json.code, JSON.parse(json.out)], [1, { version: 1, explanations: [] }]);
  });

  it("helps, and refuses what it does not know", async () => {
    assert.match((await cli.run(["explain", "--help"])).out, /^Usage: pwaf explain/);
    for (const args of [["--format", "xml", "x"], ["--nonsense"]]) {
      const { code, err } = await cli.run(["explain", ...args]);
      assert.equal(code, 2);
      assert.match(err, /See pwaf explain --help\./);
    }
  });

  it("shows no secret of what it reads", async () => {
    const secret = "da" + "pi" + "1".repeat(32);
    const input = `TOKEN=${secret} role "${secret}" does not exist (lakebase)`;
    const { out } = await cli.run(["explain"], { input });
    assert.match(out, /role "<redacted>" does not exist/);
    assert.ok(!out.includes(secret));
  });
});
