import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Snippet } from "../../src/core/snippets/snippet.ts";
import { fillSnippet, plainText } from "../../src/core/snippets/snippetText.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { check } from "../unit/core/lint/samples.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { node } from "./bed/node.ts";
import { root } from "./bed/paths.ts";
import { python } from "./bed/python.ts";
import type { Toolchain } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { otherRows, proved } from "./matrix.ts";

interface Case {
  readonly language: "python" | "javascript" | "typescript";
  readonly toolchain: Toolchain;
  readonly extension: string;
  readonly sdk: string;
  /** Prints who both clients are; the visitor's token stands in the variable VISITOR_TOKEN. */
  readonly program: string;
  /** What keeps the client of the visitor from colliding with the app's own variables. */
  readonly authType: RegExp;
}

const script = `
const headers = { "x-forwarded-access-token": process.env.VISITOR_TOKEN };
console.log("app", (await appClient().currentUser.me()).userName);
console.log("visitor", (await userClient(headers).currentUser.me()).userName);
`;

const cases: readonly Case[] = [
  {
    language: "python",
    toolchain: python,
    extension: "py",
    sdk: "databricks-sdk",
    program: `
headers = {"x-forwarded-access-token": os.environ["VISITOR_TOKEN"]}
print("app", app_client().current_user.me().user_name)
print("visitor", user_client(headers).current_user.me().user_name)
`,
    authType: /^ *auth_type="pat",\n/m,
  },
  {
    language: "javascript",
    toolchain: node("mjs"),
    extension: "mjs",
    sdk: "@databricks/sdk-experimental",
    program: script,
    authType: / authType: "pat",/,
  },
  {
    language: "typescript",
    toolchain: node("mts"),
    extension: "mts",
    sdk: "@databricks/sdk-experimental",
    program: script,
    authType: / authType: "pat",/,
  },
];

function snippetOf(language: string): [title: string, snippet: Pick<Snippet, "body" | "prefix">] {
  const text = readFileSync(join(root, "snippets", `apps.${language}.json`), "utf8");
  const [entry] = Object.entries(JSON.parse(text) as Record<string, Snippet>);
  assert.ok(entry);
  return entry;
}

function snippetText(language: string): string {
  const [, snippet] = snippetOf(language);
  return plainText(fillSnippet(snippet, { userAgent: "Acme_Loader/1.2.0", host: "https://host", warehouseId: "0" }));
}

/** The version that is proved, by the registry's name. */
function versionOf(name: string): string {
  const known = JSON.parse(readFileSync(join(root, "snippets", "packages.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  return Object.values(known).flatMap((registry) => registry[name] ?? [])[0] ?? "";
}

describe("snippets for Databricks Apps", function () {
  this.timeout(longestMs * 3);
  const emulator = runningEmulator({ proxyPort: 0 });

  for (const { language, toolchain, extension, sdk, program, authType } of cases) {
    it(`${language}: the linter has nothing to say`, async () => {
      const { findings, sites } = await check(`app.${extension}`, snippetText(language));
      assert.deepEqual(findings, []);
      assert.equal(sites.length, 2);
    });

    it(`${language}: the app is its service principal, the visitor is the visitor, both are tagged`, async function () {
      const why = await toolchain.missing();
      if (why !== undefined) {
        console.log(`    ${toolchain.name} is not at hand: ${why}`);
        return this.skip();
      }
      const { caFile, httpsUrl, oauth, proxyUrl, requests } = emulator.current;
      const workbench = await toolchain.install({ [sdk]: versionOf(sdk) });
      assert.ok(proxyUrl);
      const given = {
        network: { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) },
        env: {
          DATABRICKS_HOST: `https://${cloudHosts[0]}`,
          DATABRICKS_CLIENT_ID: oauth.m2mClientId,
          DATABRICKS_CLIENT_SECRET: oauth.m2mClientSecret,
          VISITOR_TOKEN: emulator.current.createToken(),
        },
      };
      const text = snippetText(language) + program;
      requests.clear();
      const { code, output } = await workbench.run(text, given);
      assert.equal(code, 0, output);
      assert.deepEqual(output.trim().split("\n"), [
        `app ${oauth.m2mClientId}`,
        "visitor ada.lindqvist@emulated.example",
      ]);
      const sent = requests.entries.filter(({ path }) => path.endsWith("/Me"));
      assert.equal(sent.length, 2);
      for (const { userAgent } of sent) assert.match(userAgent, /^Acme_Loader\/1\.2\.0 /);

      // Why the type stands there.
      assert.match(text, authType);
      const without = await workbench.run(text.replace(authType, ""), given);
      assert.match(without.output, /more than one authorization method/i);
      const [title, { prefix }] = snippetOf(language);
      const packages = { [sdk]: versionOf(sdk) };
      otherRows.push({ language, title, prefix: prefix[0] ?? "", packages, verdict: proved });
    });
  }
});
