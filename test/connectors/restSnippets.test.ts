import assert from "node:assert/strict";
import type { SnippetLanguage } from "../../src/core/snippets/languages.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { go } from "./bed/go.ts";
import { java } from "./bed/java.ts";
import { node } from "./bed/node.ts";
import { python } from "./bed/python.ts";
import { shell } from "./bed/shell.ts";
import type { ProgramResult, Toolchain, Workbench } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { credentialsFor } from "./credentials.ts";
import { packagesOf, programOf, snippetsOf } from "./snippetFiles.ts";

const host = `https://${cloudHosts[0]}`;
const me = "GET /api/2.0/preview/scim/v2/Me";
const token = "POST /oidc/v1/token";
const installMs = 900_000;

const toolchains: Partial<Record<SnippetLanguage, Toolchain>> = {
  python,
  javascript: node("mjs"),
  typescript: node("mts"),
  go,
  shellscript: shell,
  java,
};

/** What a client of Databricks does by itself, code that calls its API has to do: wait while the workspace is busy, and say what is wrong. */
describe("REST snippets in bad weather", function () {
  this.timeout(longestMs + 30_000);
  const emulator = runningEmulator({ proxyPort: 0 });
  beforeEach(() => {
    emulator.current.faults.clear();
    emulator.current.requests.clear();
  });

  for (const [name, toolchain] of Object.entries(toolchains)) {
    const language = name as SnippetLanguage;
    const [, snippet] =
      snippetsOf(language).find(([, { connector, auth }]) => connector === "rest" && auth === "m2m") ?? [];

    describe(language, () => {
      let workbench: Workbench;
      before("installs what they import", async function () {
        this.timeout(installMs);
        assert.ok(snippet);
        const why = await toolchain.missing();
        if (why !== undefined) {
          console.log(`    ${toolchain.name} is not at hand (${why}): no bad weather for ${language}`);
          return this.skip();
        }
        workbench = await toolchain.install(packagesOf(language, snippet));
      });

      async function run(without?: string): Promise<ProgramResult> {
        assert.ok(snippet);
        const { httpsUrl, proxyUrl, warehouseId, caFile } = emulator.current;
        assert.ok(proxyUrl);
        const env = { DATABRICKS_HOST: host, ...(await credentialsFor("m2m", emulator.current)) };
        if (without !== undefined) Reflect.deleteProperty(env, without);
        const network = { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) };
        return workbench.run(programOf(snippet, host, warehouseId), { env, network });
      }

      const asked = (request: string) =>
        emulator.current.requests.entries
          .filter(({ method, path }) => `${method} ${path}` === request)
          .map(({ status }) => status);

      it("wait while the workspace is busy", async () => {
        emulator.current.faults.add({ match: token, kind: "status", status: 503, retryAfter: 1 });
        emulator.current.faults.add({ match: me, kind: "status", status: 429, retryAfter: 1, times: 2 });
        const { code, output } = await run();
        assert.equal(code, 0, output);
        assert.deepEqual(
          [asked(token), asked(me)],
          [
            [503, 200],
            [429, 429, 200],
          ],
        );
      });

      it("say what the workspace refuses, once", async () => {
        const body = '{"error_code":"PERMISSION_DENIED","message":"the vault is closed"}';
        emulator.current.faults.add({ match: me, kind: "answer", status: 403, body });
        const { code, output } = await run();
        assert.notEqual(code, 0, output);
        assert.match(output, /403/);
        assert.match(output, /the vault is closed/);
        assert.deepEqual(asked(me), [403]);
      });

      it("say which variable is missing, before they ask for anything", async () => {
        const { code, output } = await run("DATABRICKS_CLIENT_SECRET");
        assert.notEqual(code, 0, output);
        assert.match(output, /DATABRICKS_CLIENT_SECRET/);
        assert.deepEqual([...emulator.current.requests.entries], []);
      });
    });
  }
});
