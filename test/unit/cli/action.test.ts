import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { readLintOptions } from "../../../src/cli/lint/options.ts";
import { CliFolder, program, tagged, untagged } from "./cliFolder.ts";

const root = join(import.meta.dirname, "../../..");
const readYaml = (name: string): unknown => parse(readFileSync(join(root, name), "utf8"));

interface Step {
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

describe("action.yml", function () {
  // Each test starts the whole program up to six times, from its sources.
  this.timeout(60_000);
  const cli = new CliFolder();
  const action = readYaml("action.yml") as Action;

  it("is an action by GitHub's schema", () => {
    const file = join(root, "test/fixtures/schemas/github-action.json");
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
    assert.ok(validate(action), JSON.stringify(validate.errors, null, 2));
    assert.ok(!validate({ ...action, runs: { using: "composite" } }));
  });

  it("uses inputs that exist, and none of them inside a script", () => {
    const text = readFileSync(join(root, "action.yml"), "utf8");
    for (const [, name = ""] of text.matchAll(/inputs\.([\w-]+)/g)) assert.ok(name in action.inputs, name);
    for (const { run = "" } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
  });

  /** Runs the scripts of the action as a runner would, with `npx` replaced by the program of this checkout. */
  function runAction(inputs: Readonly<Record<string, string>>) {
    cli.write({
      "bin/npx": `#!/usr/bin/env bash\n[ "$1 $2 $3 $4" = "--yes --package pwaf-toolkit@1.2.3 pwaf" ] || exit 99\nshift 4\nexec "${process.execPath}" "${program}" "$@"\n`,
      output: "",
    });
    chmodSync(join(cli.path, "bin/npx"), 0o755);
    const value = (name: string) => inputs[name] ?? action.inputs[name]!.default;
    let out = "";
    for (const step of action.runs.steps) {
      if (step.if?.includes("upload-sarif") && value("upload-sarif") !== "true" && value("sarif") === "") continue;
      if (step.run === undefined) continue;
      const fill = (text: string) =>
        text
          .replace(/\$\{\{ inputs\.sarif \|\| '([^']+)' \}\}/, (_all, other: string) => value("sarif") || other)
          .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, name: string) => value(name));
      const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]));
      const { stdout, status, stderr } = spawnSync(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run],
        {
          cwd: cli.path,
          encoding: "utf8",
          env: {
            ...process.env,
            ...env,
            PATH: `${join(cli.path, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
            GITHUB_OUTPUT: join(cli.path, "output"),
          },
        },
      );
      out += stdout;
      if (status !== 0) return { status, out, err: stderr };
    }
    return { status: 0, out, err: "" };
  }

  it("annotates and fails, with paths that hold spaces", () => {
    cli.write({ "a b/x.py": untagged, "c.py": tagged, "d.py": untagged });
    const { status, out, err } = runAction({ paths: "a b\nc.py\n", version: "1.2.3" });
    assert.equal(status, 1, err);
    assert.deepEqual(out.match(/^::error file=[^,]*/gm), ["::error file=a b/x.py"]);
    assert.equal(runAction({ paths: "c.py", version: "1.2.3" }).status, 0);
  });

  it("writes SARIF also when there are problems, and leaves known ones out", () => {
    cli.write({ "d.py": untagged });
    const { status } = runAction({ sarif: "out.sarif", version: "1.2.3" });
    assert.equal(status, 1);
    assert.equal((JSON.parse(cli.read("out.sarif")) as { version: string }).version, "2.1.0");
    assert.match(cli.read("output"), /^file=.*\/out\.sarif$/m);
    spawnSync(process.execPath, [program, "lint", "--write-baseline"], { cwd: cli.path });
    assert.equal(runAction({ baseline: "pwaf-baseline.json", version: "1.2.3" }).status, 0);
  });

  it("writes SARIF where it is told, in a folder to be made or by a full path", () => {
    cli.write({ "d.py": tagged });
    for (const sarif of ["reports/out.sarif", join(cli.path, "full", "out.sarif")]) {
      const { status, err } = runAction({ sarif, version: "1.2.3" });
      assert.equal(status, 0, err);
      const [, file = ""] = /^file=(.*)$/m.exec(cli.read("output")) ?? [];
      assert.equal(file, resolve(cli.path, sarif));
      assert.match(readFileSync(file, "utf8"), /"2\.1\.0"/);
    }
  });

  it("takes no input for a command, and no path for an option", () => {
    cli.write({ "d.py": tagged });
    const { status, err } = runAction({ paths: "$(touch pwned)\n--help", version: "1.2.3" });
    assert.equal(status, 2);
    assert.match(err, /no such file or folder: \$\(touch pwned\)/);
    assert.throws(() => cli.read("pwned"));
  });

  it("fails when the check could not run, before anything is uploaded", () => {
    const { status } = runAction({ paths: "nowhere", sarif: "out.sarif", version: "1.2.3" });
    assert.equal(status, 2);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  it("runs commands that exist", () => {
    const hooks = readYaml(".pre-commit-hooks.yaml") as { id: string; entry: string; language: string }[];
    assert.deepEqual(
      hooks.map(({ id, language }) => [id, language]),
      [["pwaf-lint", "node"]],
    );
    for (const { entry } of hooks) {
      const [name, command, ...args] = entry.split(" ");
      assert.deepEqual([name, command], ["pwaf", "lint"]);
      assert.ok(readLintOptions(args));
    }
  });
});

describe("pages about the command line", () => {
  for (const page of ["docs/command-line.md", "docs/continuous-integration.md"]) {
    const text = readFileSync(join(root, page), "utf8");
    const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = "", code = ""]) => ({
      language,
      code,
    }));

    it(`${page} holds YAML and JSON that can be read`, () => {
      for (const { language, code } of blocks) {
        if (language === "yaml") parse(code);
        if (language === "json") JSON.parse(code);
      }
    });

    it(`${page} shows commands that are understood`, () => {
      const commands = [...text.matchAll(/\bpwaf lint((?: (?:--?[a-z][\w-]*(?:=\S+)?|[\w./=-]+))*)/g)].map(
        ([, args = ""]) => args.trim().replace(/ > \S+$/, ""),
      );
      assert.ok(commands.length > 0);
      for (const command of commands) readLintOptions(command === "" ? [] : command.split(" "));
    });
  }
});
