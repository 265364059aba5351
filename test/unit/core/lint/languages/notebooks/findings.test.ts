import assert from "node:assert/strict";
import { applyEdits } from "../../../../../../src/core/base/text.ts";
import { check } from "../../samples.ts";

const fakeToken = "dapi" + "0".repeat(31) + "1";

function ipynb(...cells: readonly object[]): string {
  const code = cells.map((cell) => ({ cell_type: "code", outputs: [], ...cell }));
  return JSON.stringify({ cells: code, metadata: {}, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
}

describe("findings in notebooks", () => {
  const connect = ["conn = sql.connect(\n", "    server_hostname=h,\n", "    access_token=token,\n", ")\n"];

  it("fixes a call that is spread over the lines of a cell, with an import in another", async () => {
    const text = ipynb({ source: ["%pip install x\n", "from databricks import sql\n"] }, { source: connect });
    const { findings } = await check("a.ipynb", text);
    assert.deepEqual(
      findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]),
      [["ua-missing-python-sql", "sql.connect"]],
    );
    const fixed = applyEdits(text, findings[0]?.fix?.edits ?? []);
    const { cells } = JSON.parse(fixed) as { cells: { source: string[] }[] };
    assert.equal(
      cells[1]?.source.join(""),
      'conn = sql.connect(\n    server_hostname=h,\n    access_token=token,\n    user_agent_entry="Acme_Loader/1.2.0",\n)\n',
    );
    assert.deepEqual((await check("a.ipynb", fixed)).findings, []);
  });

  it("heeds an ignore comment in a cell", async () => {
    const source = ["from databricks import sql\n", "# pwaf-ignore ua-missing-python-sql: probe\n", ...connect];
    assert.deepEqual((await check("a.ipynb", ipynb({ source }))).findings, []);
  });

  it("finds a token in an output", async () => {
    const text = ipynb({
      source: "print(token)  # databricks",
      outputs: [{ output_type: "stream", text: [fakeToken] }],
    });
    const { findings } = await check("a.ipynb", text);
    assert.ok(findings.some(({ start, end }) => text.slice(start, end) === fakeToken));
  });

  it("gives no fix that would write Python quotes into JSON", async () => {
    const source =
      'from databricks.sdk.core import Config\nConfig(host=h, client_id=a, client_secret=b)\nname = "databricks"\n';
    const [finding] = (await check("a.ipynb", ipynb({ source }))).findings;
    assert.equal(finding?.rule, "oauth-m2m-auth-type");
    assert.equal(finding.fix, undefined);
  });

  it("searches the cells of other languages in a notebook that is stored as Python, but not its prose", async () => {
    const lines = ["# Databricks notebook source", "# MAGIC %sql", "# MAGIC SELECT * FROM hive_metastore.a.b", ""];
    const prose = ["# COMMAND ----------", "# MAGIC %md hive_metastore.a.b", "# hive_metastore.a.b", ""];
    const text = [...lines, ...prose].join("\n");
    const { findings } = await check("a.py", text);
    assert.deepEqual(
      findings.map(({ rule, start }) => [rule, start]),
      [["uc-hive-metastore", text.indexOf("hive_metastore")]],
    );
  });
});
