import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, temporaryFolder } from "../bed/places.ts";

const run = promisify(execFile);

/** What the GitHub Action, the pre-commit hook and `npx` run. */
describe("the packed command line", function () {
  this.timeout(120_000);
  let program: string;
  let paths: readonly string[];

  before(async () => {
    const work = await temporaryFolder("npm-package");
    const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", work];
    const { stdout: report } = await run("npm", pack, { cwd: root, maxBuffer: 10_000_000 });
    const [{ filename, files }] = JSON.parse(report) as [{ filename: string; files: { path: string }[] }];
    await run("tar", ["-xzf", join(work, filename), "-C", work]);
    // The libraries it names, which an installation would fetch.
    await symlink(join(root, "node_modules"), join(work, "package", "node_modules"));
    program = join(work, "package", "bin", "pwaf.mjs");
    paths = files.map(({ path }) => path);
  });

  it("checks a project without the sources, and holds nothing of the extension", async () => {
    const lint = [program, "lint", "--format", "json", join(root, "samples")];
    const failing = await run(process.execPath, lint).then(
      () => assert.fail("the sample project has errors"),
      (error: unknown) => error as { code: number; stdout: string },
    );
    assert.equal(failing.code, 1);
    const { files: checked } = JSON.parse(failing.stdout) as { files: { findings: { rule: string }[] }[] };
    const rules = checked.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    assert.ok(rules.includes("ua-invalid-format"));
    assert.ok(paths.includes("docs/rules/ua-missing-python-sql.md"));
    assert.deepEqual(
      paths.filter((path) => /^(?:src|test|scripts|snippets)\/|extension|webviews|sqlDriver|\.map$/.test(path)),
      [],
    );
  });

  it("runs on the oldest Node that it promises, with each of its commands", async () => {
    const { engines } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    const version = engines.node.replace(">=", "");
    // From npm's registry, and from npm's cache after the first time.
    const npm = ["exec", "--yes", `--package=node@${version}`, "--", "node", "-p", "process.execPath"];
    const oldest = (await run("npm", npm, { cwd: tmpdir() })).stdout.trim();
    assert.equal((await run(oldest, ["--version"])).stdout.trim(), `v${version}`);
    const { stdout: usage } = await run(oldest, [program, "--help"]);
    const commands = [...usage.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
    assert.ok(commands.includes("doctor"), usage);
    for (const command of commands) {
      const { stdout } = await run(oldest, [program, command, "--help"]);
      assert.match(stdout, new RegExp(`^Usage: pwaf ${command}`), command);
    }
  });
});
