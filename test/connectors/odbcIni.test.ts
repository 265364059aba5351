import assert from "node:assert/strict";
import { runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import { python } from "./bed/python.ts";
import { odbcDriver, odbcSignIns } from "./clients.ts";
import { otherRows } from "./matrix.ts";
import { odbcSnippets, programOf } from "./snippetFiles.ts";

/** Prints the settings of each section, as a reader of such files sees them. */
const reader = `
import configparser, json, sys
file = configparser.ConfigParser(interpolation=None)
file.optionxform = str
file.read(sys.argv[1])
print(json.dumps({name: dict(file[name]) for name in file.sections()}))
`;

describe("snippets for odbc.ini", () => {
  before(async function () {
    const why = await python.missing();
    if (why === undefined) return;
    console.log(`    ${python.name} is not at hand: ${why}`);
    this.skip();
  });

  for (const [title, snippet] of odbcSnippets()) {
    it(`${title}: is read as it is meant, and holds no secret`, async () => {
      const file = await writeProgram(
        "odbc.ini",
        programOf(snippet, "example.cloud.databricks.com", "0123456789abcdef"),
      );
      const { code, output } = await runCommand("python3", ["-c", reader, file], { env: process.env });
      assert.equal(code, 0, output);
      assert.deepEqual(JSON.parse(output), {
        Databricks: {
          Driver: "Databricks ODBC Driver",
          Host: "example.cloud.databricks.com",
          Port: "443",
          HTTPPath: "/sql/1.0/warehouses/0123456789abcdef",
          SSL: "1",
          ThriftTransport: "2",
          ...odbcSignIns[snippet.auth],
          UserAgentEntry: "Acme_Loader/1.2.0",
        },
      });
      const verdict = `syntax only: ${odbcDriver}`;
      otherRows.push({ language: "ini", title, prefix: snippet.prefix[0] ?? "", packages: {}, verdict });
    });
  }
});
