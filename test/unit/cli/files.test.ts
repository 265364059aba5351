import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { walk } from "../../../src/cli/lint/candidates.ts";
import { CliFolder, node, otherRulesOff, pwafJson, untagged } from "./cliFolder.ts";

const mixed = "DATABRICKS_TOKEN=a\nDATABRICKS_CLIENT_ID=b\n";

describe("pwaf lint: which files", () => {
  const cli = new CliFolder();

  it("follows .gitignore and leaves other people's folders out, but not .env files", async () => {
    cli.write({
      ".gitignore": ".env\nignored/\n",
      ".env": mixed,
      "ignored/a.py": untagged,
      "ignored/.env": mixed,
      "node_modules/x/a.py": untagged,
      ".venv/lib/a.py": untagged,
      "src/a.py": untagged,
      "src/deep/b.ts": node,
      "src/deep/.env.local": "DATABRICKS_TOKEN=a\nARM_CLIENT_ID=b\n",
      ".github/workflows/ci.yml": "env:\n  DATABRICKS_TOKEN: a\n  DATABRICKS_CLIENT_ID: b\n",
      "notes.txt": untagged,
    });
    assert.deepEqual(await cli.found(), [
      ".env auth-mixed-env",
      ".github/workflows/ci.yml auth-mixed-env",
      "src/a.py ua-missing-python-sql",
      "src/deep/.env.local auth-mixed-env",
      "src/deep/b.ts ua-missing-node-sql",
    ]);
  });

  it("checks what is named, ignored or not", async () => {
    cli.write({ ".gitignore": "x.py\n", "x.py": untagged, "node_modules/p/a.py": untagged, "other.py": untagged });
    assert.deepEqual(await cli.found("x.py", "node_modules/p"), [
      "node_modules/p/a.py ua-missing-python-sql",
      "x.py ua-missing-python-sql",
    ]);
  });

  const left = {
    ".gitignore": "ignored/\n*.skip.py\n!important.skip.py\n/only-here.py\n",
    ".ignore": "scratch.py\n!src/deep/wanted.py\n",
    ".git/info/exclude": "private.py\n",
    "ignored/a.py": untagged,
    "a.skip.py": untagged,
    "important.skip.py": untagged,
    "only-here.py": untagged,
    "private.py": untagged,
    "src/.gitignore": "b.py\n!c.skip.py\n",
    "src/b.py": untagged,
    "src/c.skip.py": untagged,
    "src/only-here.py": untagged,
    "src/scratch.py": untagged,
    "src/deep/.gitignore": "!b.py\nwanted.py\n",
    "src/deep/b.py": untagged,
    "src/deep/wanted.py": untagged,
    "node_modules/a.py": untagged,
  };
  const kept = ["important.skip.py", "src/c.skip.py", "src/deep/b.py", "src/deep/wanted.py", "src/only-here.py"];

  it("understands nested rules, exceptions, .ignore and .git/info/exclude", async () => {
    cli.write(left);
    assert.deepEqual(
      await cli.found(),
      kept.map((path) => `${path} ua-missing-python-sql`),
    );
  });

  it("understands the same without ripgrep, and from a folder below", async () => {
    cli.write(left);
    const below = async (folder: string) => {
      const list: string[] = [];
      const onUnread = (path: string, why: string) => assert.fail(`${path}: ${why}`);
      for await (const file of walk(join(cli.path, folder), onUnread)) list.push(file.slice(cli.path.length + 1));
      return list.sort();
    };
    assert.deepEqual(await below("."), kept);
    assert.deepEqual(
      await below("src/deep"),
      kept.filter((path) => path.startsWith("src/deep")),
    );
  });

  it("looks into other files of the project, but not out of it", async () => {
    const caller = "from databricks import sql\nfrom tags import UA\nsql.connect(host, path, user_agent_entry=UA)\n";
    const found = async () => (await cli.run(["lint", "--format", "json", "a.py"], { in: "lib" })).out;
    cli.write({ "lib/.git/HEAD": "", "lib/a.py": caller, "lib/tags.py": 'UA = "no separator"\n' });
    assert.match(await found(), /ua-invalid-format/);
    cli.write({ "secret.py": 'UA = "no separator"\n' });
    rmSync(join(cli.path, "lib/tags.py"));
    symlinkSync(join(cli.path, "secret.py"), join(cli.path, "lib/tags.py"));
    assert.doesNotMatch(await found(), /ua-invalid-format/);
  });

  it("takes each pwaf.json for a project of its own", async () => {
    const caller = "from databricks import sql\nfrom tags import UA\nsql.connect(host, path, user_agent_entry=UA)\n";
    cli.write({
      "one/pwaf.json": pwafJson,
      "one/a.py": caller,
      "one/tags.py": 'UA = "Acme_One/1"\n',
      "two/pwaf.json": pwafJson,
      "two/a.py": caller,
      "two/tags.py": 'UA = "no separator"\n',
    });
    assert.deepEqual(await cli.found(), ["two/a.py ua-invalid-format"]);
  });
});

describe("pwaf lint: odd files", () => {
  const cli = new CliFolder();

  it("stands loops of links, binary and huge files, pipes and empty folders", async () => {
    cli.write({
      "a.bin.py": Buffer.from([0, 1, 2, ...Buffer.from("databricks")]),
      "huge.py": Buffer.concat([Buffer.from(untagged), Buffer.alloc(50_000_000, "#")]),
      "sub/keep": "",
    });
    symlinkSync(cli.path, join(cli.path, "loop"));
    symlinkSync(join(cli.path, "sub", "again"), join(cli.path, "sub", "again"));
    execFileSync("mkfifo", [join(cli.path, "pipe.py")]);
    const { report, code, err } = await cli.lint();
    assert.deepEqual([report.files, code], [[], 0]);
    assert.match(err, /huge\.py is left out: larger than 5 MB/);
    const named = await cli.run(["lint", "a.bin.py", "sub/keep", "pipe.py"]);
    assert.match(named.err, /a\.bin\.py is left out: not a text/);
    assert.match(named.err, /keep is left out: not a kind of file/);
    assert.match(named.err, /pipe\.py is left out: not a regular file/);
  });

  it("says what it could not read, checks the rest and ends with 2", function () {
    cli.write({ "a.py": untagged, "b.py": untagged, "closed/c.py": untagged });
    chmodSync(join(cli.path, "a.py"), 0);
    chmodSync(join(cli.path, "closed"), 0);
    if (process.getuid?.() === 0) for (const name of ["a.py", "closed"]) chownSync(join(cli.path, name), 65534, 65534);
    for (const paths of [[], ["a.py", "b.py"]]) {
      const run = cli.runUnprivileged(["lint", ...otherRulesOff, "--format", "sarif", ...paths]);
      if (!run) this.skip();
      assert.equal(run.status, 2, run.stderr);
      assert.match(run.stderr, /Could not read a\.py: .*permission denied/i);
      if (paths.length === 0) assert.match(run.stderr, /Could not read closed: permission denied/i);
      const report = (JSON.parse(run.stdout) as SarifRuns).runs[0]!;
      assert.equal(report.invocations[0]!.executionSuccessful, false);
      assert.match(report.invocations[0]!.toolExecutionNotifications[0]!.message.text, /Could not read/);
      assert.equal(report.results.length, 1);
    }
    chmodSync(join(cli.path, "closed"), 0o700);
  });

  const crlf = untagged.replaceAll("\n", "\r\n");
  const fixed = crlf.replace("path)", 'path, user_agent_entry="Acme_Loader/1.2.0")');
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
  const stored: readonly (readonly [string, (text: string) => Buffer])[] = [
    ["a byte order mark and CRLF", (text) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16 LE", wide],
    ["UTF-16 BE", (text) => wide(text).swap16()],
    [
      "bytes that are no UTF-8",
      (text) => Buffer.concat([Buffer.from("# caf\xe9 \xff\n", "latin1"), Buffer.from(text)]),
    ],
    ["line ends of old Macs", (text) => Buffer.from(text.replaceAll("\r\n", "\r"))],
  ];
  for (const [what, store] of stored) {
    it(`reads ${what}, and keeps every byte that it does not fix`, async () => {
      cli.write({ "pwaf.json": pwafJson, "a.py": store(crlf) });
      chmodSync(join(cli.path, "a.py"), 0o640);
      assert.deepEqual(await cli.found(), ["a.py ua-missing-python-sql"]);
      assert.equal((await cli.run(["lint", "--fix"])).code, 0);
      assert.deepEqual(cli.bytes("a.py"), store(fixed));
      assert.equal(statSync(join(cli.path, "a.py")).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(cli.path).sort(), ["a.py", "pwaf.json"]);
    });

    it(`fixes standard input stored as ${what}`, async () => {
      cli.write({ "pwaf.json": pwafJson });
      const { bytes, code } = await cli.run(["lint", "--fix", "--stdin-filename", "a.py"], { input: store(crlf) });
      assert.deepEqual([bytes, code], [store(fixed), 0]);
    });
  }

  it("says that bytes are no UTF-8, and that UTF-16 is cut off", async () => {
    cli.write({ "a.py": Buffer.from(`# caf\xe9\n${untagged}`, "latin1"), "b.py": wide(untagged).subarray(0, -1) });
    const { err } = await cli.lint("a.py", "b.py");
    assert.match(err, /a\.py is no valid UTF-8 and is read as Latin-1/);
    assert.match(err, /b\.py is left out: UTF-16 that is cut off/);
  });

  it("counts columns as editors do", async () => {
    cli.write({ "a.py": 'from databricks import sql\nx = "😀ä"; conn = sql.connect(host, path)\n' });
    const { report } = await cli.lint();
    assert.deepEqual(
      report.files[0]!.findings.map(({ line, column }) => [line, column]),
      [[2, 19]],
    );
  });
});

interface SarifRuns {
  readonly runs: readonly {
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
    }[];
    readonly results: readonly object[];
  }[];
}
