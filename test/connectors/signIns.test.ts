import assert from "node:assert/strict";
import type { Emulator } from "../../src/emulator/emulator.ts";
import { accountId } from "../../src/emulator/identity.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { python } from "./bed/python.ts";
import type { Workbench } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { packagesOf } from "./snippetFiles.ts";

const ada = "ada.lindqvist@emulated.example";
const installMs = 900_000;

/** Asks who it is, at the workspace. */
const program = `from databricks.sdk import WorkspaceClient

w = WorkspaceClient()
print("signed in by", w.config.auth_type, "as", w.current_user.me().user_name)
`;

/** What the SDK finds in its environment, and the way in which it then signs in; the service principal if no user is named. */
interface Case {
  readonly type: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user?: string;
}

const cases: Readonly<Record<string, (emulator: Emulator) => Promise<Case>>> = {
  "a service principal's secret": async ({ oauth }) => ({
    type: "oauth-m2m",
    env: { DATABRICKS_CLIENT_ID: oauth.m2mClientId, DATABRICKS_CLIENT_SECRET: oauth.m2mClientSecret },
  }),
  "federation of the account": async ({ testClouds }) => ({
    type: "env-oidc",
    env: { DATABRICKS_OIDC_TOKEN: await testClouds.identityProvider.token({ subject: ada, audience: accountId }) },
    user: ada,
  }),
  "a GitHub workflow": async ({ oauth, testClouds }) => ({
    type: "github-oidc",
    env: {
      DATABRICKS_CLIENT_ID: oauth.m2mClientId,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${testClouds.base}/github/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: testClouds.pipelineToken,
    },
  }),
  "an Azure pipeline": async ({ oauth, testClouds }) => ({
    type: "azure-devops-oidc",
    env: {
      DATABRICKS_CLIENT_ID: oauth.m2mClientId,
      SYSTEM_ACCESSTOKEN: testClouds.pipelineToken,
      SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${testClouds.base}/azure-devops/`,
      SYSTEM_TEAMPROJECTID: "p",
      SYSTEM_PLANID: "q",
      SYSTEM_JOBID: "j",
      SYSTEM_HOSTTYPE: "build",
    },
  }),
  "a metadata service": async ({ testClouds }) => ({
    type: "metadata-service",
    env: { DATABRICKS_METADATA_SERVICE_URL: `${testClouds.base}/metadata-service` },
  }),
  "an account console": async ({ oauth, oidc }) => {
    oidc.rules.isAccountHost = true;
    return {
      type: "oauth-m2m",
      env: {
        DATABRICKS_ACCOUNT_ID: accountId,
        DATABRICKS_CLIENT_ID: oauth.m2mClientId,
        DATABRICKS_CLIENT_SECRET: oauth.m2mClientSecret,
      },
    };
  },
};

/** That Databricks' own client signs in here as it does at a workspace is what makes our tests of sign-ins count. */
describe("sign-ins of the Databricks SDK for Python", function () {
  this.timeout(longestMs + 30_000);
  const emulator = runningEmulator({ proxyPort: 0 });
  let workbench: Workbench;

  before("installs it", async function () {
    this.timeout(installMs);
    const why = await python.missing();
    if (why !== undefined) {
      console.log(`    Python is not at hand (${why}): no sign-in of it is tried here`);
      return this.skip();
    }
    workbench = await python.install(packagesOf("python", { packages: ["databricks-sdk"] }));
    const { oauth, oidc, testClouds } = emulator.current;
    const { issuer } = testClouds.identityProvider;
    const servicePrincipal = oauth.m2mClientId;
    oidc.federation.add({ issuer });
    oidc.federation.add({ issuer, servicePrincipal, subject: "repo:acme/loader:environment:prod" });
    const audiences = ["api://AzureADTokenExchange"];
    oidc.federation.add({ issuer, servicePrincipal, subject: "sc://acme/loader/prod", audiences });
  });
  afterEach(() => (emulator.current.oidc.rules.isAccountHost = false));

  for (const [what, make] of Object.entries(cases)) {
    it(what, async () => {
      const { httpUrl, httpsUrl, caFile, proxyUrl, oauth } = emulator.current;
      assert.ok(proxyUrl);
      const { type, env, user = oauth.m2mClientId } = await make(emulator.current);
      const { output } = await workbench.run(program, {
        env: { DATABRICKS_HOST: httpUrl, DATABRICKS_AUTH_TYPE: type, ...env },
        network: { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) },
      });
      assert.match(output, new RegExp(`signed in by ${type} as ${user}`), output);
    });
  }
});
