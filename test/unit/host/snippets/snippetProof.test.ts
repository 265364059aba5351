import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Snippet } from "../../../../src/host/snippets/snippetText.ts";
import { fillSnippet } from "../../../../src/host/snippets/snippetText.ts";
import { check } from "../../core/lint/samples.ts";
import { runningEmulator } from "../../emulator/running.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

function snippets(name: string): [string, Snippet][] {
  return Object.entries(
    JSON.parse(readFileSync(join(root, "snippets", `${name}.json`), "utf8")) as Record<string, Snippet>,
  );
}

/** Snippet text as the editor inserts it: tab stops gone, escapes resolved. */
function render(snippet: Snippet, host: string, warehouseId: string): string {
  const text = fillSnippet(snippet, { userAgent: "Acme_Loader/1.2.0", host, warehouseId });
  return text.replace(/(?<!\\)\$0/g, "").replace(/\\([\\$}])/g, "$1");
}

describe("snippets", () => {
  const files = [
    ["python", "py"],
    ["javascript", "js"],
    ["typescript", "ts"],
  ] as const;
  for (const [file, extension] of files) {
    for (const [name, snippet] of snippets(file)) {
      it(`the linter sees the client of “${name}” (${file}) and finds nothing wrong`, async () => {
        const text = render(snippet, "https://example.cloud.databricks.com", "0123456789abcdef");
        const { findings, sites } = await check(`snippet.${extension}`, text);
        assert.deepEqual(findings, []);
        const driver = sites.filter(({ connector }) => connector === "python-sql" || connector === "node-sql");
        const sent = driver.map(({ userAgent }) => [userAgent.status, userAgent.value]);
        assert.deepEqual(sent, [["set-valid", "Acme_Loader/1.2.0"]]);
      });
    }
  }
});

describe("snippets of the Node driver, run against the emulator", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  // The driver takes OAuth secrets to real Databricks host names only, so M2M cannot be run here.
  const cases = [
    ["Databricks SQL driver, personal access token", "DATABRICKS_TOKEN"],
    ["Databricks SQL driver, OAuth U2M token", "DATABRICKS_ACCESS_TOKEN"],
  ] as const;
  for (const [name, variable] of cases) {
    for (const [file, extension] of [
      ["javascript", "mjs"],
      ["typescript", "mts"],
    ] as const) {
      it(`${name} (${file}) runs, and sends the identity`, async () => {
        const { httpsUrl, warehouseId, caFile, requests } = emulator.current;
        const snippet = snippets(file).find(([label]) => label === name)?.[1];
        assert.ok(snippet);
        // Inside the checkout, so that the program finds the driver.
        await mkdir(join(root, "out"), { recursive: true });
        const folder = await mkdtemp(join(root, "out", "snippet-"));
        try {
          const program = join(folder, `program.${extension}`);
          await writeFile(program, render(snippet, httpsUrl, warehouseId));
          requests.clear();
          const env = {
            PATH: process.env["PATH"],
            NODE_EXTRA_CA_CERTS: caFile,
            [variable]: emulator.current.createToken(),
          };
          const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
          assert.match(stdout, /user_name: '\S+@\S+'/);
          const statements = requests.entries.filter(({ rpc }) => rpc === "ExecuteStatement");
          assert.equal(statements.length, 1);
          assert.match(statements[0]!.userAgent, /\(Acme_Loader\/1\.2\.0; /);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    }
  }
});
