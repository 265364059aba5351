import assert from "node:assert/strict";
import { CliFolder, pwafJson, tagged, untagged } from "./cliFolder.ts";

describe("pwaf lint: reports", () => {
  const cli = new CliFolder();

  it("json is the contract", async () => {
    cli.write({ "pwaf.json": pwafJson, "src/a.py": untagged, "src/b.py": tagged });
    const { report } = await cli.lint();
    assert.equal(report.version, 1);
    assert.deepEqual(report.files, [
      {
        path: "src/a.py",
        findings: [
          {
            rule: "ua-missing-python-sql",
            severity: "error",
            message: report.files[0]!.findings[0]!.message,
            line: 2,
            column: 8,
            endLine: 2,
            endColumn: 19,
            fix: {
              title: "Set user_agent_entry to Acme_Loader/1.2.0",
              safe: true,
              edits: [{ start: 56, end: 56, text: ', user_agent_entry="Acme_Loader/1.2.0"' }],
            },
          },
        ],
      },
    ]);
    assert.match(report.files[0]!.findings[0]!.message, /user_agent_entry="Acme_Loader\/1\.2\.0"/);
    const { ms, ...counts } = report.summary;
    assert.equal(typeof ms, "number");
    assert.deepEqual(counts, { files: 2, parsed: 2, errors: 1, warnings: 0, infos: 0, fixed: 0 });
  });

  it("text is for people, in colour on a terminal only", async () => {
    cli.write({ "a.py": untagged });
    const plain = await cli.run(["lint"]);
    assert.match(plain.out, /^a\.py\n {2}2:8 {2}error .*ua-missing-python-sql\n\n1 problem \(1 error\)\n.*pwaf\.json/);
    const escape = "\x1b[";
    assert.ok(!plain.out.includes(escape));
    assert.ok((await cli.run(["lint"], { isTerminal: true })).out.includes(escape));
    assert.ok(!(await cli.run(["lint"], { isTerminal: true, env: { NO_COLOR: "1" } })).out.includes(escape));
    cli.write({ "a.py": tagged });
    assert.equal((await cli.run(["lint"])).out, "No problems in 1 file with Databricks code.\n");
    cli.write({ "a.py": tagged.replace("/1.2.0", "") });
    assert.match((await cli.run(["lint"])).out, /^ {2}2:\d+ {2}info .*\n\n1 problem \(1 info\)\n/m);
  });

  it("text says when there was nothing to check, also where a file was named", async () => {
    cli.write({ "a.py": "print(1)\n" });
    for (const paths of [[], ["a.py"]])
      assert.equal((await cli.run(["lint", ...paths])).out, "No file with Databricks code was found.\n");
  });

  it("text lets no file name talk to the terminal", async () => {
    cli.write({ "\x1b[2Ja.py": untagged });
    assert.match((await cli.run(["lint"])).out, /^\?\[2Ja\.py\n/);
  });

  it("github escapes what its commands read, and names files from the root of the repository", async () => {
    cli.write({ ".git/HEAD": "", "sub/a,b:c%.py": untagged });
    assert.match(
      (await cli.run(["lint", "--format", "github"], { in: "sub" })).out,
      /^::error file=sub\/a%2Cb%3Ac%25\.py,line=2,endLine=2,col=8,endColumn=19,title=ua-missing-python-sql::This connection/,
    );
  });

  it("github gives no columns over several lines, and says when there are more than it shows", async () => {
    cli.write({ "a.py": 'from databricks import sql\nsql.connect(host, path, user_agent_entry=("x"\n "y"))\n' });
    assert.match((await cli.run(["lint", "--format", "github"])).out, /^::error file=a\.py,line=2,endLine=3,title=/);
    cli.write({ "a.py": `from databricks import sql\n${"sql.connect(host, path)\n".repeat(12)}` });
    const { out } = await cli.run(["lint", "--format", "github"]);
    assert.equal(out.match(/^::error /gm)?.length, 12);
    assert.match(out, /\n2 problems more than GitHub shows as annotations; all of them stand in this log\.\n$/);
  });

  it("markdown is a table that keeps names as they are", async () => {
    cli.write({ "a|b/__init__.py": untagged });
    const { out } = await cli.run(["lint", "--format", "markdown"]);
    assert.match(out, /^## PWAF check\n\n1 error, 0 warnings, 0 infos in 1 file with Databricks code\.\n\n\| Place /);
    assert.match(out, /\| `a\\\|b\/__init__\.py:2:8` \| error \| `ua-missing-python-sql` \| This .* \|\n$/);
  });
});
