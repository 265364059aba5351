import assert from "node:assert/strict";
import { CliFolder, tagged, untagged } from "./cliFolder.ts";

describe("pwaf lint: pwaf.json", () => {
  const cli = new CliFolder();

  it("takes identity, severities and files to leave out from the nearest one", async () => {
    cli.write({
      "pwaf.json":
        '{ "isv": "Acme", "product": "Loader", "rules": { "ua-missing-python-sql": "warn" }, "ignore": ["examples/"] }',
      "examples/a.py": untagged,
      "a.py": untagged,
      "sub/pwaf.json": '{ "isv": "Acme", "product": "Other", "version": { "from": "package.json" } }',
      "sub/package.json": '{ "version": "3.1.4" }',
      "sub/deep/b.py": untagged,
    });
    const { report } = await cli.lint();
    const edits = report.files.map(({ path, findings: [finding] }) => [
      path,
      finding?.severity,
      finding?.fix?.edits.map((edit) => (edit as { text: string }).text).join(),
    ]);
    assert.deepEqual(edits, [
      ["a.py", "warning", ', user_agent_entry="Acme_Loader"'],
      ["sub/deep/b.py", "error", ', user_agent_entry="Acme_Other/3.1.4"'],
    ]);
  });

  it("follows the version to where it is kept", async () => {
    cli.write({
      "pwaf.json": '{ "isv": "Acme", "product": "Loader", "version": { "from": "pyproject.toml" } }',
      "pyproject.toml":
        '[project]\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { attr = "acme.VERSION" }\n',
      "src/acme/__init__.py": 'VERSION = "7.8.9"\n',
      "a.py": untagged,
    });
    assert.match((await cli.lint()).out, /Acme_Loader\/7\.8\.9/);
  });

  const sources: readonly (readonly [from: string, files: Record<string, string>, problem: RegExp])[] = [
    ["package.json", {}, /there is no file package\.json beside pwaf\.json/],
    ["../VERSION", { "../VERSION": "1.0" }, /there is no file/],
    ["pyproject.toml", { "pyproject.toml": "[tool.setuptools_scm]\n" }, /made by git tags when the package is built/],
  ];
  for (const [from, files, problem] of sources) {
    it(`2 for a version from ${from} that is not stated`, async () => {
      const below = Object.fromEntries(Object.entries(files).map(([name, text]) => [`sub/${name}`, text]));
      cli.write({
        ...below,
        "sub/pwaf.json": JSON.stringify({ isv: "A", product: "B", version: { from } }),
        "sub/a.py": untagged,
      });
      const { code, err } = await cli.run(["lint", "sub"]);
      assert.equal(code, 2);
      assert.match(err, /^pwaf lint: sub\/pwaf\.json takes the version from /);
      assert.match(err, problem);
      assert.match(err, /Write the version itself/);
    });
  }

  it("--config counts for all files", async () => {
    cli.write({
      "sub/pwaf.json": '{ "isv": "Acme", "product": "Loader" }',
      "given.json": '{ "isv": "Given", "product": "One" }',
      "sub/a.py": untagged,
    });
    assert.match((await cli.lint("--config", "given.json")).out, /Given_One/);
  });

  it("2 with the place of what is wrong in it", async () => {
    cli.write({ "pwaf.json": '{\n  "isv": "Acme Corp"\n}', "a.py": untagged });
    const { code, err } = await cli.run(["lint"]);
    assert.equal(code, 2);
    assert.match(err, /pwaf\.json:2:10: `Acme Corp` cannot be the isv/);
  });

  it("warns about what it does not know in it", async () => {
    cli.write({
      "pwaf.json": '{ "isv": "Acme", "product": "Loader", "colour": 1, "rules": { "ua-placholder": "off" } }',
      "a.py": tagged,
    });
    const { code, err } = await cli.run(["lint"]);
    assert.equal(code, 0);
    assert.match(err, /pwaf\.json:1:39: `colour` is not a setting/);
    assert.match(err, /pwaf\.json:1:63: There is no rule "ua-placholder".*Did you mean ua-placeholder\?/);
  });
});
