import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { CliFolder, node, otherRulesOff, program, pwafJson, tagged, untagged } from "./cliFolder.ts";

describe("pwaf", () => {
  const cli = new CliFolder();

  it("shows help and version, and refuses what it does not know", async () => {
    assert.match((await cli.run(["--help"])).out, /Usage: pwaf/);
    assert.equal((await cli.run(["--help"])).code, 0);
    assert.match((await cli.run(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
    assert.equal((await cli.run([])).code, 2);
    assert.match((await cli.run(["constructor"])).err, /no command "constructor"/);
    assert.match((await cli.run(["lint", "--help"])).out, /--fail-on/);
    assert.deepEqual(await cli.run(["help", "lint"]), await cli.run(["lint", "--help"]));
    assert.match((await cli.run(["sites", "--help"])).out, /--format/);
  });

  it("runs as a program, on files and on standard input", () => {
    cli.write({ "pwaf.json": pwafJson, "a.py": untagged });
    assert.throws(
      () => execFileSync(process.execPath, [program, "lint"], { cwd: cli.path, stdio: "pipe" }),
      (error: { status: number; stdout: Buffer }) =>
        error.status === 1 && /ua-missing-python-sql/.test(String(error.stdout)),
    );
    const args = [program, "lint", ...otherRulesOff, "--fix", "--stdin-filename", "b.py"];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: cli.path, input: untagged, encoding: "utf8" });
    assert.deepEqual([stdout, status], [tagged, 0]);
  });
});

describe("pwaf lint: exit codes and arguments", () => {
  const cli = new CliFolder();

  it("0 without findings, 1 with", async () => {
    cli.write({ "a.py": tagged });
    assert.equal((await cli.run(["lint"])).code, 0);
    cli.write({ "b.py": untagged });
    assert.equal((await cli.run(["lint"])).code, 1);
  });

  it("--fail-on moves the line", async () => {
    cli.write({ "a.py": tagged.replace("/1.2.0", "") });
    assert.equal((await cli.run(["lint"])).code, 0);
    assert.equal((await cli.run(["lint", "--fail-on", "info"])).code, 1);
    assert.equal((await cli.run(["lint", "--fail-on", "warn", "--rule", "ua-version-missing=warn"])).code, 1);
  });

  it("--rule turns rules off, over pwaf.json", async () => {
    cli.write({ "pwaf.json": '{ "rules": { "ua-missing-python-sql": "error" } }', "a.py": untagged, "b.ts": node });
    assert.deepEqual(await cli.found("--rule", "ua-missing-python-sql=off", "--rule", "ua-missing-node-sql=off"), []);
  });

  const wrong: readonly (readonly [string[], RegExp])[] = [
    [["--rule", "nothing=off"], /no rule "nothing"[^?]*--list-rules/],
    [["--rule", "ua-mising-python-sql=off"], /Did you mean ua-missing-python-sql\?/],
    [["--rule", "ua-placeholder=loud"], /one of off, info, warn, error/],
    [["--rule", "ua-placeholder"], /says no severity\.\nWrite --rule ua-placeholder=off\|info\|warn\|error/],
    [["--fail-on", "never"], /one of info, warn, error/],
    [["--format", "xml"], /one of text, json, sarif/],
    [["--nonsense"], /Unknown option '--nonsense'\.\nSee pwaf lint --help/],
    [["missing.py"], /no such file or folder: missing\.py/],
    [["--config", "missing.json"], /no such file: missing\.json/],
    [["--config", "."], /Could not read/],
    [["--baseline", "missing.json"], /There is no baseline missing\.json/],
    [["--stdin-filename", "a.py", "b.py"], /there can be no paths beside it/],
  ];
  for (const [args, message] of wrong) {
    it(`2 for ${args.join(" ")}`, async () => {
      cli.write({ "a.py": untagged });
      const { code, err, out } = await cli.run(["lint", ...args]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.equal(out, "");
    });
  }

  it("2 for a --config that is not there, even where no file has Databricks code", async () => {
    cli.write({ "a.txt": "nothing\n" });
    assert.equal((await cli.run(["lint", "--config", "missing.json"])).code, 2);
  });

  it("lists the rules", async () => {
    assert.match((await cli.run(["lint", "--list-rules"])).out, /^ua-missing-python-sql +error +fix /m);
    const { out } = await cli.run(["lint", "--list-rules", "--format", "json"]);
    const list = JSON.parse(out) as { id: string; onByDefault: boolean }[];
    assert.equal(list.find(({ id }) => id === "auth-mixed-env")?.onByDefault, true);
  });
});

describe("pwaf lint: standard input", () => {
  const cli = new CliFolder();

  it("stands for the file on disk, and sees the others", async () => {
    const caller = "from databricks import sql\nfrom tags import UA\nsql.connect(host, path, user_agent_entry=UA)\n";
    cli.write({ "src/a.py": untagged, "src/tags.py": 'UA = "no separator"\n', "pwaf.json": pwafJson });
    const lint = (input: string) => cli.run(["lint", "--format", "json", "--stdin-filename", "src/a.py"], { input });
    const { out, code } = await lint(caller);
    assert.equal(code, 1);
    assert.match(out, /ua-invalid-format/);
    assert.doesNotMatch(out, /ua-missing-python-sql/);
    assert.equal(cli.read("src/a.py"), untagged);
    assert.equal((await lint(tagged)).code, 0);
  });

  it("is fixed to standard output, with the report beside it", async () => {
    cli.write({ "pwaf.json": pwafJson });
    const { out, err, code } = await cli.run(["lint", "--fix", "--stdin-filename", "src/a.py"], { input: untagged });
    assert.deepEqual([out, code], [tagged, 0]);
    assert.match(err, /1 problem fixed/);
  });

  it("comes back as it was when there is nothing to fix or to read", async () => {
    for (const name of ["a.py", "a.unknown"]) {
      const { out } = await cli.run(["lint", "--fix", "--stdin-filename", name], { input: "print(1)\n" });
      assert.equal(out, "print(1)\n");
    }
  });

  it("fails where it is no text, so that nobody takes the empty output for it", async () => {
    for (const command of [["lint", "--fix"], ["lint"], ["sites"]]) {
      const { out, err, code } = await cli.run([...command, "--stdin-filename", "a.py"], { input: "a\0b" });
      assert.equal(code, 2, command.join(" "));
      assert.match(err, /Could not read a\.py: not a text/);
      assert.doesNotMatch(out, /a\0b/);
    }
  });
});
