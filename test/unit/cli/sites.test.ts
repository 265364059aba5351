import assert from "node:assert/strict";
import { CliFolder, node, untagged } from "./cliFolder.ts";

describe("pwaf sites", () => {
  const cli = new CliFolder();
  const withAgent = `from tags import UA\n${untagged.replace("path", "path, access_token=t, user_agent_entry=UA")}`;

  it("is the inventory, as json", async () => {
    cli.write({ "src/a.py": withAgent, "src/tags.py": '# ours\nUA = "Acme_Loader/1.2.0"\n', "src/b.ts": node });
    const { out, code } = await cli.run(["sites", "--format", "json"]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      sites: [
        {
          path: "src/a.py",
          line: 3,
          column: 8,
          connector: "python-sql",
          what: "construct",
          userAgent: { status: "set-valid", value: "Acme_Loader/1.2.0", definedAt: { path: "src/tags.py", line: 2 } },
          auth: { kind: "pat" },
        },
        {
          path: "src/b.ts",
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

  it("says where a value of the same file is set", async () => {
    cli.write({ "a.py": withAgent.replace("from tags import UA", 'UA = "Acme_Loader/1.2.0"') });
    assert.match((await cli.run(["sites", "--format", "json"])).out, /"definedAt": \{\s*"path": "a\.py",\s*"line": 1/);
  });

  it("is a table for people", async () => {
    cli.write({ "a.py": untagged });
    const { out } = await cli.run(["sites"]);
    assert.match(out, /^place +client +User-Agent +auth +value +set at\na\.py:2:8 +python-sql +missing +u2m\n$/);
    const none = await cli.run(["sites", "--stdin-filename", "x.unknown"]);
    assert.equal(none.out, "No Databricks clients found.\n");
  });

  it("is a document for reviewers", async () => {
    cli.write({ "a.py": withAgent, "tags.py": 'UA = "Acme_Loader/1.2.0"\n', "b.ts": node });
    const { out } = await cli.run(["sites", "--format", "markdown"]);
    assert.match(out, /^## Databricks clients\n\n2 clients in 2 files: 1 tagged, 1 not/);
    assert.match(out, /\| ✓ \| `a\.py:3` \| .* \| `Acme_Loader\/1\.2\.0` \| `tags\.py:1` \|/);
  });

  it("lists clients only: a configuration is part of the one it is handed to", async () => {
    const config = "from databricks.sdk.core import Config\ncfg = Config(client_id=i, client_secret=s)\n";
    cli.write({
      "a.py": config,
      "b.py": `from databricks.sdk import WorkspaceClient\n${config}w = WorkspaceClient(config=cfg)\n`,
    });
    assert.match((await cli.run(["sites"])).out, /^place .*\nb\.py:4:5 +python-sdk +missing +m2m\n$/);
  });

  it("ends with 2 when it cannot run", async () => {
    for (const args of [["nowhere"], ["--format", "sarif"]]) {
      const { code, out } = await cli.run(["sites", ...args]);
      assert.deepEqual([code, out], [2, ""]);
    }
  });
});
