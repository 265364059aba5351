import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { CliFolder, tagged, untagged } from "./cliFolder.ts";

const baseline = "pwaf-baseline.json";

describe("pwaf lint: baseline", () => {
  const cli = new CliFolder();

  it("leaves known problems out, also when lines move or are indented, and reports further ones", async () => {
    cli.write({ "a.py": untagged });
    const written = await cli.run(["lint", "--write-baseline"]);
    assert.equal(written.code, 0);
    assert.match(written.err, /1 problem written to pwaf-baseline\.json/);
    cli.write({ "a.py": `# a line more\n${untagged.replace("conn", "if host:\n    conn")}` });
    const known = await cli.run(["lint", "--baseline", baseline]);
    assert.equal(known.code, 0);
    assert.match(known.out, /No problems in 1 file.*\n1 known problem left out by the baseline\./);
    cli.write({ "a.py": `${untagged}conn = sql.connect(host, path)\n`, "b.py": untagged });
    assert.deepEqual(await cli.found("--baseline", baseline), [
      "a.py ua-missing-python-sql",
      "b.py ua-missing-python-sql",
    ]);
  });

  it("knows paths by their place, not by where the command runs", async () => {
    cli.write({ "sub/a.py": untagged });
    await cli.run(["lint", "--write-baseline"]);
    assert.equal((await cli.run(["lint", "--baseline", `../${baseline}`], { in: "sub" })).code, 0);
  });

  it("says what is known and no longer there, in what was checked only", async () => {
    cli.write({ "a.py": untagged, "gone.py": untagged, "sub/c.py": untagged });
    await cli.run(["lint", "--write-baseline"]);
    cli.write({ "a.py": tagged });
    rmSync(join(cli.path, "gone.py"));
    const all = await cli.run(["lint", "--baseline", baseline]);
    assert.equal(all.code, 0);
    assert.match(all.err, /a\.py: 1 known ua-missing-python-sql is gone/);
    assert.match(all.err, /gone\.py: 1 known ua-missing-python-sql is gone/);
    assert.doesNotMatch(all.err, /c\.py/);
    assert.match(all.err, /--write-baseline/);
    assert.equal((await cli.run(["lint", "sub", "--baseline", baseline])).err, "");
    const off = ["--rule", "ua-missing-python-sql=off"];
    assert.equal((await cli.run(["lint", ...off, "--baseline", baseline])).err, "");
  });

  it("keeps what it knows of files that were not checked, and is written the same again", async () => {
    cli.write({ "b/a.py": untagged, "a/a.py": untagged });
    await cli.run(["lint", "--write-baseline"]);
    const whole = cli.read(baseline);
    await cli.run(["lint", "a", "--write-baseline"]);
    assert.equal(cli.read(baseline), whole);
    cli.write({ "a/a.py": tagged });
    await cli.run(["lint", "a", "--write-baseline"]);
    assert.deepEqual(Object.keys((JSON.parse(cli.read(baseline)) as { known: object }).known), ["b/a.py"]);
  });

  it("holds no line of anyone's code", async () => {
    const secret = "dapi" + "0".repeat(32);
    cli.write({ "a.py": untagged.replace("path)", `path, access_token="${secret}")`) });
    await cli.run(["lint", "--write-baseline"]);
    assert.ok(!cli.read(baseline).includes(secret));
    assert.equal((await cli.run(["lint", "--baseline", baseline])).code, 0);
  });

  for (const text of ["{}", "[]", "null", '{"version":2,"known":{}}', '{"version":1,"known":{"a.py":{"x":1}}}', "{"]) {
    it(`refuses ${text}`, async () => {
      cli.write({ "x.json": text, "a.py": untagged });
      const { code, err } = await cli.run(["lint", "--baseline", "x.json"]);
      assert.equal(code, 2);
      assert.match(err, /x\.json/);
      assert.match(err, /`pwaf lint --write-baseline` makes one\./);
    });
  }
});
