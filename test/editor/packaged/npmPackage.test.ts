import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, temporaryFolder } from "../bed/places.ts";

const run = promisify(execFile);

/** What the GitHub Action, the pre-commit hook and `npx` run. */
describe("the packed command line", function () {
  this.timeout(60_000);

  it("checks a project without the sources, and holds nothing of the extension", async () => {
    const work = await temporaryFolder("npm-package");
    const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", work];
    const { stdout: report } = await run("npm", pack, { cwd: root, maxBuffer: 10_000_000 });
    const [{ filename, files }] = JSON.parse(report) as [{ filename: string; files: { path: string }[] }];
    await run("tar", ["-xzf", join(work, filename), "-C", work]);
    // The libraries it names, which an installation would fetch.
    await symlink(join(root, "node_modules"), join(work, "package", "node_modules"));

    const lint = [join(work, "package", "bin", "pwaf.mjs"), "lint", "--format", "json", join(root, "samples")];
    const failing = await run(process.execPath, lint).then(
      () => assert.fail("the sample project has errors"),
      (error: unknown) => error as { code: number; stdout: string },
    );
    assert.equal(failing.code, 1);
    const { files: checked } = JSON.parse(failing.stdout) as { files: { findings: { rule: string }[] }[] };
    const rules = checked.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    assert.ok(rules.includes("ua-invalid-format"));
    const paths = files.map(({ path }) => path);
    assert.ok(paths.includes("docs/rules/ua-missing-python-sql.md"));
    assert.deepEqual(
      paths.filter((path) => /^(?:src|test|scripts|snippets)\/|extension|webviews|sqlDriver|\.map$/.test(path)),
      [],
    );
  });
});
