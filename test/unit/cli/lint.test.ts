import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { walk } from "../../../src/cli/lint/candidates.ts";
import { main } from "../../../src/cli/main.ts";

const untagged = "from databricks import sql\nconn = sql.connect(host, path)\n";
const tagged = 'from databricks import sql\nconn = sql.connect(host, path, user_agent_entry="Acme_Loader/1.2.0")\n';
const node = 'import { DBSQLClient } from "@databricks/sql";\nawait new DBSQLClient().connect({ host, path });\n';
const pwaf = '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }';

let cwd = "";

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "pwaf-cli-"));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function files(content: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, text] of Object.entries(content)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

const read = (name: string) => readFileSync(join(cwd, name), "utf8");

async function run(
  args: readonly string[],
  {
    input = "",
    env = {},
    isTerminal = false,
  }: { input?: string; env?: Record<string, string>; isTerminal?: boolean } = {},
) {
  let [out, err] = ["", ""];
  const code = await main(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readInput: async () => input,
    cwd,
    env,
    isTerminal,
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

interface Report {
  version: number;
  files: {
    path: string;
    findings: {
      rule: string;
      severity: string;
      line: number;
      column: number;
      endLine: number;
      endColumn: number;
      fix?: { edits: object[] };
    }[];
  }[];
  summary: Record<string, number>;
}

async function lint(...args: string[]) {
  const result = await run(["lint", "--format", "json", ...args]);
  return { ...result, report: JSON.parse(result.out) as Report };
}

const found = ({ files: list }: Report) =>
  list.flatMap(({ path, findings }) => findings.map(({ rule }) => `${path} ${rule}`));

describe("pwaf", () => {
  it("shows help and version, and refuses what it does not know", async () => {
    assert.match((await run(["--help"])).out, /Usage: pwaf/);
    assert.equal((await run(["--help"])).code, 0);
    assert.match((await run(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
    assert.equal((await run([])).code, 2);
    assert.match((await run(["constructor"])).err, /no command "constructor"/);
    assert.match((await run(["lint", "--help"])).out, /--fail-on/);
    assert.match((await run(["sites", "--help"])).out, /--format/);
  });

  it("runs as a program", () => {
    files({ "a.py": untagged });
    const program = join(import.meta.dirname, "../../../bin/pwaf.mjs");
    assert.throws(
      () => execFileSync(process.execPath, [program, "lint"], { cwd, stdio: "pipe" }),
      (error: { status: number; stdout: Buffer }) =>
        error.status === 1 && /ua-missing-python-sql/.test(String(error.stdout)),
    );
  });
});

describe("pwaf lint: exit codes and arguments", () => {
  it("0 without findings, 1 with", async () => {
    files({ "a.py": tagged });
    assert.equal((await run(["lint"])).code, 0);
    files({ "b.py": untagged });
    assert.equal((await run(["lint"])).code, 1);
  });

  it("--fail-on moves the line", async () => {
    files({ "a.py": tagged.replace("/1.2.0", "") });
    assert.equal((await run(["lint"])).code, 0);
    assert.equal((await run(["lint", "--fail-on", "info"])).code, 1);
    assert.equal((await run(["lint", "--fail-on", "warn", "--rule", "ua-version-missing=warn"])).code, 1);
  });

  it("--rule turns rules off", async () => {
    files({ "a.py": untagged });
    assert.deepEqual(found((await lint("--rule", "ua-missing-python-sql=off")).report), []);
  });

  const wrong: readonly (readonly [string[], RegExp])[] = [
    [["--rule", "nothing=off"], /no rule "nothing"/],
    [["--rule", "ua-placeholder=loud"], /one of off, info, warn, error/],
    [["--fail-on", "never"], /one of info, warn, error/],
    [["--format", "xml"], /one of text, json, sarif/],
    [["--nonsense"], /nonsense/],
    [["missing.py"], /no such file or folder: missing\.py/],
    [["--config", "missing.json"], /no such file: missing\.json/],
    [["--baseline", "missing.json"], /Could not read the baseline/],
  ];
  for (const [args, message] of wrong) {
    it(`2 for ${args.join(" ")}`, async () => {
      files({ "a.py": untagged });
      const { code, err, out } = await run(["lint", ...args]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.equal(out, "");
    });
  }

  it("lists the rules", async () => {
    assert.match((await run(["lint", "--list-rules"])).out, /^ua-missing-python-sql +error +fix /);
    const list = JSON.parse((await run(["lint", "--list-rules", "--format", "json"])).out) as { id: string }[];
    assert.ok(list.some(({ id }) => id === "auth-mixed-env"));
  });
});

describe("pwaf lint: which files", () => {
  it("follows .gitignore and leaves other people's folders out, but not .env files", async () => {
    files({
      ".gitignore": ".env\nignored/\n",
      ".env": "DATABRICKS_TOKEN=a\nDATABRICKS_CLIENT_ID=b\n",
      "ignored/a.py": untagged,
      "ignored/.env": "DATABRICKS_TOKEN=a\nDATABRICKS_CLIENT_ID=b\n",
      "node_modules/x/a.py": untagged,
      ".venv/lib/a.py": untagged,
      "src/a.py": untagged,
      "src/deep/b.ts": node,
      "src/deep/.env.local": "DATABRICKS_TOKEN=a\nARM_CLIENT_ID=b\n",
      ".github/workflows/ci.yml": "env:\n  DATABRICKS_TOKEN: a\n  DATABRICKS_CLIENT_ID: b\n",
      "notes.md": untagged,
    });
    assert.deepEqual(found((await lint()).report), [
      ".env auth-mixed-env",
      ".github/workflows/ci.yml auth-mixed-env",
      "src/a.py ua-missing-python-sql",
      "src/deep/.env.local auth-mixed-env",
      "src/deep/b.ts ua-missing-node-sql",
    ]);
  });

  it("checks what is named, ignored or not", async () => {
    files({ ".gitignore": "x.py\n", "x.py": untagged, "node_modules/p/a.py": untagged, "other.py": untagged });
    assert.deepEqual(found((await lint("x.py", "node_modules/p")).report), [
      "node_modules/p/a.py ua-missing-python-sql",
      "x.py ua-missing-python-sql",
    ]);
  });

  it("finds the same without ripgrep", async () => {
    files({
      ".gitignore": "ignored/\n*.skip.py\n",
      "ignored/a.py": untagged,
      "a.skip.py": untagged,
      "src/.gitignore": "b.py\n",
      "src/b.py": untagged,
      "src/c.py": untagged,
      "node_modules/a.py": untagged,
    });
    const list: string[] = [];
    for await (const file of walk(cwd, (problem) => assert.equal(problem, ""))) list.push(file);
    assert.deepEqual(
      list.map((file) => file.slice(cwd.length + 1)),
      ["src/c.py"],
    );
  });

  it("stands loops of links, binary and huge files, and empty folders", async () => {
    files({
      "a.bin.py": Buffer.from([0, 1, 2, ...Buffer.from("databricks")]),
      "huge.py": `${untagged}${"#".repeat(5_000_001)}`,
      "empty/keep": "",
    });
    symlinkSync(cwd, join(cwd, "loop"));
    const { report, code } = await lint();
    assert.deepEqual([found(report), code], [[], 0]);
    const named = await run(["lint", "a.bin.py", "huge.py", "empty/keep"]);
    assert.match(named.err, /a\.bin\.py is left out: not a text/);
    assert.match(named.err, /huge\.py is left out: larger than 5 MB/);
    assert.match(named.err, /keep is left out: not a kind of file/);
  });

  it("says what it could not read", async function () {
    if (process.getuid?.() === 0) {
      process.stdout.write("      skipped: root may read every file, so none can be made unreadable\n");
      this.skip();
    }
    files({ "a.py": untagged, "b.py": untagged });
    chmodSync(join(cwd, "a.py"), 0);
    const { code, err, report } = await lint("a.py", "b.py");
    chmodSync(join(cwd, "a.py"), 0o600);
    assert.equal(code, 2);
    assert.match(err, /Could not read a\.py/);
    assert.deepEqual(found(report), ["b.py ua-missing-python-sql"]);
  });

  it("reads UTF-16, a byte order mark and CRLF, and keeps them when it fixes", async () => {
    const crlf = untagged.replaceAll("\n", "\r\n");
    files({
      "pwaf.json": pwaf,
      "mark.py": `\ufeff${crlf}`,
      "wide.py": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(crlf, "utf16le")]),
    });
    const { report } = await lint();
    assert.deepEqual(
      report.files.map(({ findings }) => [findings[0]?.line, findings[0]?.column]),
      [
        [2, 8],
        [2, 8],
      ],
    );
    assert.equal((await run(["lint", "--fix"])).code, 0);
    const fixed = crlf.replace("path)", 'path, user_agent_entry="Acme_Loader/1.2.0")');
    assert.equal(read("mark.py"), `\ufeff${fixed}`);
    assert.equal(readFileSync(join(cwd, "wide.py")).subarray(2).toString("utf16le"), fixed);
  });
});

describe("pwaf lint: pwaf.json", () => {
  it("takes identity, severities and files to leave out from the nearest one", async () => {
    files({
      "pwaf.json":
        '{ "isv": "Acme", "product": "Loader", "rules": { "ua-missing-python-sql": "warn" }, "ignore": ["examples/"] }',
      "examples/a.py": untagged,
      "a.py": untagged,
      "sub/pwaf.json": '{ "isv": "Acme", "product": "Other", "version": { "from": "package.json" } }',
      "sub/package.json": '{ "version": "3.1.4" }',
      "sub/deep/b.py": untagged,
    });
    const { report } = await lint();
    assert.deepEqual(
      report.files.map(({ path, findings: [finding] }) => [path, finding?.severity, JSON.stringify(finding?.fix)]),
      [
        ["a.py", "warning", report.files[0]!.findings[0]!.fix && JSON.stringify(report.files[0]!.findings[0]!.fix)],
        ["sub/deep/b.py", "error", JSON.stringify(report.files[1]!.findings[0]!.fix)],
      ],
    );
    assert.match(JSON.stringify(report.files[0]), /Acme_Loader\\+"/);
    assert.match(JSON.stringify(report.files[1]), /Acme_Other\/3\.1\.4/);
  });

  it("--config counts for all files", async () => {
    files({ "sub/pwaf.json": pwaf, "given.json": '{ "isv": "Given", "product": "One" }', "sub/a.py": untagged });
    assert.match((await run(["lint", "--config", "given.json", "--format", "json"])).out, /Given_One/);
  });

  it("2 with the place of what is wrong in it", async () => {
    files({ "pwaf.json": '{\n  "isv": "Acme Corp"\n}', "a.py": untagged });
    const { code, err } = await run(["lint"]);
    assert.equal(code, 2);
    assert.match(err, /pwaf\.json:2:10: `Acme Corp` cannot be the isv/);
  });

  it("warns about what it does not know in it", async () => {
    files({
      "pwaf.json": '{ "isv": "Acme", "product": "Loader", "colour": 1, "rules": { "no-such": "off" } }',
      "a.py": tagged,
    });
    const { code, err } = await run(["lint"]);
    assert.equal(code, 0);
    assert.match(err, /`colour` is not a setting/);
    assert.match(err, /no rule "no-such"/);
  });
});

describe("pwaf lint: fixes", () => {
  it("writes safe fixes, keeps the mode, and says how many", async () => {
    files({ "pwaf.json": pwaf, "a.py": untagged, "b.ts": node, "c.py": tagged.replace("Acme_Loader/1.2.0", "other") });
    chmodSync(join(cwd, "a.py"), 0o750);
    const { code, report } = await lint("--fix");
    assert.equal(code, 1);
    assert.equal(report.summary["fixed"], 2);
    assert.equal(read("a.py"), tagged);
    assert.equal(statSync(join(cwd, "a.py")).mode & 0o777, 0o750);
    assert.match(read("b.ts"), /userAgentEntry: "Acme_Loader\/1\.2\.0"/);
    assert.deepEqual(found(report), ["c.py ua-invalid-format"]);
    assert.match(read("c.py"), /"other"/);
  });

  it("shows what it would write as a diff that git can apply", async () => {
    files({
      "pwaf.json": pwaf,
      "a.py": `${"# line\n".repeat(20)}${untagged}${"# line\n".repeat(20)}${untagged.trimEnd()}`,
      "b.ts": node,
    });
    const before = [read("a.py"), read("b.ts")];
    const { out, code } = await run(["lint", "--fix-dry-run"]);
    assert.equal(code, 1);
    assert.deepEqual([read("a.py"), read("b.ts")], before);
    writeFileSync(join(cwd, "fix.patch"), out);
    execFileSync("git", ["apply", "fix.patch"], {
      cwd,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(cwd) },
    });
    const applied = [read("a.py"), read("b.ts")];
    writeFileSync(join(cwd, "a.py"), before[0]!);
    writeFileSync(join(cwd, "b.ts"), before[1]!);
    await run(["lint", "--fix"]);
    assert.deepEqual(applied, [read("a.py"), read("b.ts")]);
  });

  it("fixes standard input to standard output", async () => {
    files({ "pwaf.json": pwaf });
    const { out, code } = await run(["lint", "--fix", "--stdin-filename", "src/a.py"], { input: untagged });
    assert.deepEqual([out, code], [tagged, 0]);
  });

  it("changes nothing the second time", async () => {
    files({ "pwaf.json": pwaf, "a.py": untagged });
    await run(["lint", "--fix"]);
    const { report } = await lint("--fix");
    assert.equal(report.summary["fixed"], 0);
  });
});

describe("pwaf lint: reports", () => {
  it("json is the contract", async () => {
    files({ "pwaf.json": pwaf, "src/a.py": untagged });
    const { report } = await lint();
    assert.equal(report.version, 1);
    assert.deepEqual(report.files, [
      {
        path: "src/a.py",
        findings: [
          {
            rule: "ua-missing-python-sql",
            severity: "error",
            message:
              'This connection sets no User-Agent, so Databricks cannot attribute its calls to your product. Pass `user_agent_entry="Acme_Loader/1.2.0"`.',
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
    const { ms, ...counts } = report.summary;
    assert.equal(typeof ms, "number");
    assert.deepEqual(counts, { files: 1, parsed: 1, errors: 1, warnings: 0, infos: 0, fixed: 0 });
  });

  it("text is for people, in colour on a terminal only", async () => {
    files({ "a.py": untagged });
    const plain = await run(["lint"]);
    assert.match(plain.out, /^a\.py\n {2}2:8 {2}error .*ua-missing-python-sql\n\n1 problem \(1 error\)\n.*pwaf\.json/);
    const escape = "\x1b[";
    assert.ok(!plain.out.includes(escape));
    assert.ok((await run(["lint"], { isTerminal: true })).out.includes(escape));
    assert.ok(!(await run(["lint"], { isTerminal: true, env: { NO_COLOR: "1" } })).out.includes(escape));
    files({ "a.py": tagged });
    assert.equal((await run(["lint"])).out, "No problems in 1 file with Databricks code.\n");
  });

  it("github escapes what its commands read", async () => {
    files({ "a,b.py": untagged });
    assert.match(
      (await run(["lint", "--format", "github"])).out,
      /^::error file=a%2Cb\.py,line=2,endLine=2,col=8,endColumn=19,title=ua-missing-python-sql::This connection/,
    );
  });

  it("markdown is a table", async () => {
    files({ "a|b.py": untagged });
    assert.match(
      (await run(["lint", "--format", "markdown"])).out,
      /\| a\\\|b\.py:2:8 \| error \| `ua-missing-python-sql` \|/,
    );
  });

  it("sarif names rules, places and fixes", async () => {
    files({ "pwaf.json": pwaf, "ä b.py": untagged });
    const log = JSON.parse((await run(["lint", "--format", "sarif"])).out) as {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
          fixes: object[];
        }[];
      }[];
    };
    assert.equal(log.version, "2.1.0");
    const [result] = log.runs[0]!.results;
    assert.equal(log.runs[0]!.tool.driver.rules[result!.ruleIndex]!.id, result!.ruleId);
    assert.equal(result!.locations[0]!.physicalLocation.artifactLocation.uri, "%C3%A4%20b.py");
    assert.equal(result!.fixes.length, 1);
  });
});

describe("pwaf lint: baseline", () => {
  it("leaves known problems out, also when lines move, and reports further ones", async () => {
    files({ "a.py": untagged });
    const written = await run(["lint", "--write-baseline"]);
    assert.equal(written.code, 0);
    assert.match(written.err, /1 problems? written to pwaf-baseline\.json/);
    files({ "a.py": `# a line more\n${untagged}` });
    assert.equal((await run(["lint", "--baseline", "pwaf-baseline.json"])).code, 0);
    files({ "a.py": `${untagged}conn = sql.connect(host, path)\n`, "b.py": untagged });
    const { report } = await lint("--baseline", "pwaf-baseline.json");
    assert.deepEqual(found(report), ["a.py ua-missing-python-sql", "b.py ua-missing-python-sql"]);
  });

  it("refuses a file that is none", async () => {
    files({ "x.json": "{}", "a.py": untagged });
    const { code, err } = await run(["lint", "--baseline", "x.json"]);
    assert.equal(code, 2);
    assert.match(err, /no baseline of pwaf/);
  });
});

describe("pwaf sites", () => {
  it("is the inventory, as json", async () => {
    files({
      "a.py": `UA = "Acme_Loader/1.2.0"\n${untagged.replace("path", "path, access_token=t, user_agent_entry=UA")}`,
      "b.ts": node,
    });
    const { out, code } = await run(["sites", "--format", "json"]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      sites: [
        {
          path: "a.py",
          line: 3,
          column: 8,
          connector: "python-sql",
          what: "construct",
          userAgent: { status: "set-valid", value: "Acme_Loader/1.2.0", definedAt: { path: "a.py", line: 1 } },
          auth: { kind: "pat" },
        },
        {
          path: "b.ts",
          line: 2,
          column: 7,
          connector: "node-sql",
          what: "construct",
          userAgent: { status: "missing" },
          auth: { kind: "unknown" },
        },
      ],
    });
  });

  it("is a table for people", async () => {
    files({ "a.py": untagged });
    assert.match(
      (await run(["sites"])).out,
      /^place +client +User-Agent +auth +value\na\.py:2:8 +python-sql +missing +u2m\n$/,
    );
    assert.equal(
      (await run(["sites", "--stdin-filename", "x.md"], { input: "" })).out,
      "No Databricks clients found.\n",
    );
  });
});
