import assert from "node:assert/strict";
import type { RecordedRequest } from "../../src/emulator/emulator.ts";
import type { SnippetLanguage } from "../../src/core/snippets/languages.ts";
import type { Snippet, SnippetAuth } from "../../src/core/snippets/snippet.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { testPrefix } from "../../src/emulator/oidc/testClouds.ts";
import { clusterId } from "../../src/emulator/rest/clusterRoutes.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { go } from "./bed/go.ts";
import { java } from "./bed/java.ts";
import { node } from "./bed/node.ts";
import { python } from "./bed/python.ts";
import { shell } from "./bed/shell.ts";
import type { Toolchain, Workbench } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { clientOf, notProvable } from "./clients.ts";
import { credentialsFor, lakebaseSettings, trustIdentityProvider } from "./credentials.ts";
import type { MatrixRow } from "./matrix.ts";
import { otherRows, proved, rowsInDocs, rowText, writeDocs } from "./matrix.ts";
import { allPackagesOf, languageNames, packagesOf, programOf, snippetsOf } from "./snippetFiles.ts";

const toolchains: Readonly<Record<SnippetLanguage, Toolchain>> = {
  python,
  javascript: node("mjs"),
  typescript: node("mts"),
  go,
  shellscript: shell,
  java,
};

const installMs = 900_000;
/** Some clients sign in at such names only. */
const host = `https://${cloudHosts[0]}`;
const azureHost = `https://${cloudHosts[1]}`;
/** With these the program itself asks the workspace for a token. */
const asksForToken: ReadonlySet<SnippetAuth> = new Set([
  "m2m",
  "u2m",
  "u2m-refresh",
  "unified",
  "federation",
  "account-federation",
]);
const rows: MatrixRow[] = [];
const missing: string[] = [];

describe("snippets, run with the real clients", function () {
  this.timeout(longestMs + 30_000);
  const emulator = runningEmulator({ proxyPort: 0, autoConsent: true });
  before(() => trustIdentityProvider(emulator.current));

  for (const language of languageNames) {
    describe(language, () => {
      let workbench: Workbench;
      before(`installs what they import`, async function () {
        this.timeout(installMs);
        const toolchain = toolchains[language];
        const why = await toolchain.missing();
        if (why !== undefined) {
          missing.push(language);
          console.log(`    ${toolchain.name} is not at hand (${why}): nothing of ${language} is proved here`);
          return this.skip();
        }
        workbench = await toolchain.install(allPackagesOf(language));
      });

      for (const [title, snippet] of snippetsOf(language)) {
        const prefix = snippet.prefix[0] ?? "";
        const row = { language, title, prefix, packages: packagesOf(language, snippet) };
        const reason = notProvable[`${language}/${prefix}`];
        if (reason !== undefined) {
          it(`${title}: its syntax only`, async () => {
            rows.push({ ...row, verdict: await checkSyntax(snippet, reason) });
          });
          continue;
        }
        it(title, async () => {
          await prove(language, snippet);
          rows.push({ ...row, verdict: proved });
        });
      }

      /** The verdict on a snippet that cannot run here. */
      async function checkSyntax(snippet: Snippet, reason: string): Promise<string> {
        if (!workbench.check) return `not provable here: ${reason}`;
        const { code, output } = await workbench.check(programOf(snippet, host, "0123456789abcdef"));
        assert.equal(code, 0, output);
        return `syntax only: ${reason}`;
      }

      async function prove(of: SnippetLanguage, snippet: Snippet): Promise<void> {
        const { httpsUrl, proxyUrl, warehouseId, httpPath, caFile, requests } = emulator.current;
        assert.ok(proxyUrl);
        const network = { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) };
        const credentials = await credentialsFor(snippet.auth, emulator.current);
        // Managed identities are Azure's: the SDKs know it by the host.
        const address = snippet.auth === "azure-msi" ? azureHost : host;
        const program = programOf(snippet, address, warehouseId);
        const env = {
          DATABRICKS_HOST: address,
          DATABRICKS_HTTP_PATH: httpPath,
          DATABRICKS_WAREHOUSE_ID: warehouseId,
          // The SDKs read it unasked, and it contradicts serverless compute.
          ...(program.includes("DATABRICKS_CLUSTER_ID") && { DATABRICKS_CLUSTER_ID: clusterId }),
          ...(snippet.connector === "lakebase" && lakebaseSettings(emulator.current)),
          ...credentials,
        };
        requests.clear();
        const { code, output } = await workbench.run(program, { env, network });
        const sent = [...requests.entries].filter(({ path }) => !path.startsWith(testPrefix));
        const log = `${output}\n${sent.map((each) => JSON.stringify(each)).join("\n")}`;
        assert.equal(code, 0, `the program failed:\n${log}`);
        assert.match(output, /\S/, `the program printed nothing:\n${log}`);
        checkRequests(sent, of, snippet, log);
      }
    });
  }

  after("compares with docs/connectors.md", async () => {
    const languages = languageNames.flatMap((language) => rows.filter((row) => row.language === language));
    const order = [...languages, ...otherRows];
    if (process.env["PWAF_WRITE_DOCS"]) {
      assert.deepEqual(missing, [], "the page is written where everything can be proved");
      return writeDocs(order, new Date().toISOString().slice(0, 10));
    }
    const known = await rowsInDocs();
    const stale = order.map(rowText).filter((text) => !known.has(text));
    assert.deepEqual(stale, [], "docs/connectors.md is out of date: npm run test:connectors -- --write");
  });
});

function checkRequests(sent: readonly RecordedRequest[], language: string, snippet: Snippet, log: string): void {
  const client = clientOf(language, snippet.connector);
  const work = sent.filter((request) => client.isWork(request));
  assert.notEqual(work.length, 0, `no request did the work:\n${log}`);
  const kinds = new Set(work.map(({ auth }) => auth));
  assert.deepEqual([...kinds], [snippet.auth === "pat" ? "pat" : "oauth"], log);
  if (asksForToken.has(snippet.auth))
    assert.ok(
      sent.some(({ path, status }) => path.endsWith("/v1/token") && status === 200),
      `no token was asked for:\n${log}`,
    );
  const isExcused = ({ path }: RecordedRequest) => client.untagged.some((each) => each.path.test(path));
  const untagged = sent.filter((request) => !client.tagged.test(request.userAgent) && !isExcused(request));
  assert.deepEqual(
    untagged.map(({ method, path, userAgent }) => `${method} ${path} as ${userAgent}`),
    [],
    "went out without the identity",
  );
}
