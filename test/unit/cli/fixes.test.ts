import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliFolder, node, otherRulesOff, pwafJson, tagged, untagged } from "./cliFolder.ts";

describe("pwaf lint: fixes", () => {
  const cli = new CliFolder();

  it("writes safe fixes only, and says how many", async () => {
    const other = tagged.replace("Acme_Loader/1.2.0", "other");
    cli.write({ "pwaf.json": pwafJson, "a.py": untagged, "b.ts": node, "c.py": other });
    const { code, report } = await cli.lint("--fix");
    assert.equal(code, 1);
    assert.equal(report.summary["fixed"], 2);
    assert.equal(cli.read("a.py"), tagged);
    assert.match(cli.read("b.ts"), /userAgentEntry: "Acme_Loader\/1\.2\.0"/);
    assert.deepEqual(
      report.files.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)]),
      [["c.py", ["ua-invalid-format"]]],
    );
    assert.equal(cli.read("c.py"), other);
  });

  it("says that it left a quick fix to people, and why", async () => {
    cli.write({ "pwaf.json": pwafJson, "c.py": tagged.replace("Acme_Loader/1.2.0", "other") });
    const { out } = await cli.run(["lint", ...otherRulesOff, "--fix"]);
    assert.match(out, /1 has a quick fix in the editor, which --fix leaves to you: /);
    cli.write({ "c.py": untagged });
    assert.doesNotMatch((await cli.run(["lint", ...otherRulesOff])).out, /quick fix/);
  });

  it("never invents an identity", async () => {
    cli.write({ "a.py": untagged });
    const { report } = await cli.lint("--fix");
    assert.equal(report.summary["fixed"], 0);
    assert.equal(cli.read("a.py"), untagged);
  });

  it("reports what other files are after the fixes", async () => {
    cli.write({
      "pwaf.json": pwafJson,
      "a.py": "from databricks import sql\nfrom tags import UA\nsql.connect(host, path, user_agent_entry=UA)\n",
      "tags.py": 'from databricks import sql\nUA = "Acme Loader/1.2.0"\nsql.connect(host, path, user_agent_entry=UA)\n',
    });
    assert.equal((await cli.run(["lint", "--rule", "ua-placeholder=off"])).code, 1);
    const { report, code } = await cli.lint("--fix");
    assert.deepEqual([report.files, code], [[], 0]);
    assert.match(cli.read("tags.py"), /UA = "Acme_Loader\/1\.2\.0"/);
  });

  it("shows what it would write as a diff that git can apply", async () => {
    const padding = "# line\n".repeat(20);
    const before = {
      "a.py": `${padding}${untagged}${padding}${untagged.trimEnd()}`,
      "b.ts": node,
      "c.py": untagged.replaceAll("\n", "\r\n"),
    };
    cli.write({ "pwaf.json": pwafJson, ...before });
    const { out, err, code } = await cli.run(["lint", "--fix-dry-run"]);
    assert.equal(code, 1);
    assert.match(err, /ua-missing-python-sql/);
    const names = Object.keys(before);
    assert.deepEqual(
      names.map((name) => cli.read(name)),
      Object.values(before),
    );
    cli.write({ "fix.patch": out });
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(cli.path) };
    execFileSync("git", ["apply", "--whitespace=nowarn", "fix.patch"], { cwd: cli.path, env });
    const applied = names.map((name) => cli.read(name));
    cli.write(before);
    await cli.run(["lint", "--fix"]);
    assert.deepEqual(
      names.map((name) => cli.read(name)),
      applied,
    );
  });

  it("goes through links to the file", async () => {
    cli.write({ "pwaf.json": pwafJson, "real/a.txt": untagged });
    symlinkSync(join(cli.path, "real/a.txt"), join(cli.path, "a.py"));
    await cli.run(["lint", "--fix", "a.py"]);
    assert.equal(cli.read("real/a.txt"), tagged);
    assert.ok(lstatSync(join(cli.path, "a.py")).isSymbolicLink());
  });

  it("changes nothing the second time", async () => {
    cli.write({ "pwaf.json": pwafJson, "a.py": untagged });
    await cli.run(["lint", "--fix"]);
    const { report } = await cli.lint("--fix");
    assert.equal(report.summary["fixed"], 0);
  });

  it("says what it could not write, writes the rest and ends with 2", function () {
    cli.write({ "pwaf.json": pwafJson, "closed/a.py": untagged, "open/b.py": untagged });
    chmodSync(join(cli.path, "closed"), 0o555);
    chmodSync(join(cli.path, "open"), 0o777);
    const run = cli.runUnprivileged(["lint", ...otherRulesOff, "--fix"]);
    chmodSync(join(cli.path, "closed"), 0o755);
    if (!run) this.skip();
    assert.equal(run.status, 2, run.stderr);
    assert.match(run.stderr, /Could not write closed\/a\.py: /);
    assert.match(run.stdout, /1 problem fixed\. 1 problem left \(1 error\)/);
    assert.deepEqual([cli.read("closed/a.py"), cli.read("open/b.py")], [untagged, tagged]);
  });
});
