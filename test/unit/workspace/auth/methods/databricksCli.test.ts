import assert from "node:assert/strict";
import { PwafError } from "../../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../../src/core/profiles/profile.ts";
import type { TokenSet } from "../../../../../src/workspace/auth/tokens.ts";
import { authMethods } from "../../../../../src/workspace/auth/methods/index.ts";
import { runningEmulator } from "../../../emulator/running.ts";
import type { Given } from "./testContext.ts";
import { contextFor, userOf } from "./testContext.ts";

const ada = "ada.lindqvist@emulated.example";
const cache = "/home/ada/.databricks/token-cache.json";
const { signal } = new AbortController();
const method = authMethods["databricks-cli"];

describe("the Databricks CLI's sign-in", () => {
  const emulator = runningEmulator({ autoConsent: true });
  let tokens: TokenSet;
  before(async () => {
    tokens = await authMethods["external-browser"].open(contextFor(emulator.current).context, signal);
  });

  const context = (given: Given) =>
    contextFor(emulator.current, { ...given, profile: { ...cliProfile, ...given.profile } });
  const cliProfile: Partial<Profile> = { authType: "databricks-cli" };
  const entry = (expiry: Date, accessToken = tokens.accessToken) => ({
    access_token: accessToken,
    token_type: "Bearer",
    refresh_token: "the CLI's own",
    expiry: expiry.toISOString(),
  });
  const inAnHour = () => new Date(Date.now() + 3_600_000);
  const cached = (entries: Readonly<Record<string, unknown>>) => ({
    [cache]: JSON.stringify({ version: 1, tokens: entries }),
  });
  /** Requests for tokens that were made meanwhile. */
  const asked = async (run: () => Promise<unknown>) => {
    const count = () => emulator.current.requests.entries.filter(({ path }) => path === "/oidc/v1/token").length;
    const before = count();
    await run();
    return count() - before;
  };

  for (const [what, key] of [
    ["profile", () => "dev"],
    ["host", () => emulator.current.httpUrl],
  ] as const) {
    it(`is read from its cache, by ${what}, and nobody is asked`, async () => {
      const { context: it, programs } = context({ files: cached({ [key()]: entry(inAnHour()) }) });
      assert.equal(
        await asked(async () => {
          const found = await method.open(it, signal);
          assert.deepEqual(found, { accessToken: tokens.accessToken, expiresAt: found.expiresAt, scope: "" });
          assert.equal(await userOf(emulator.current, found), ada);
        }),
        0,
      );
      assert.deepEqual(programs, []);
    });
  }

  it("is read from its cache at the account console", async () => {
    const host = "https://accounts.cloud.databricks.com";
    const { context: it } = context({
      profile: { host, accountId: "a-1" },
      files: cached({ [`${host}/oidc/accounts/a-1`]: entry(inAnHour()), [host]: entry(inAnHour(), "wrong") }),
    });
    assert.equal((await method.open(it, signal)).accessToken, tokens.accessToken);
  });

  it("does not follow a profile that points to another host now", async () => {
    const { context: it } = context({
      profile: { host: "https://evil.invalid" },
      files: cached({ dev: entry(inAnHour()) }),
    });
    await assert.rejects(method.open(it, signal), /evil\.invalid/);
  });

  it("is not taken for scopes of one's own, because it may do everything", async () => {
    const { context: it, programs } = context({
      profile: { scopes: ["sql"] },
      files: cached({ dev: entry(inAnHour()) }),
    });
    const found = await method.open(it, signal);
    assert.notEqual(found.accessToken, tokens.accessToken);
    assert.ok(found.scope.split(" ").includes("sql") && !found.scope.includes("all-apis"), found.scope);
    assert.deepEqual(programs, []);
  });

  it("comes from the CLI where the cache has none that lasts", async () => {
    const printed = { access_token: tokens.accessToken, token_type: "Bearer", expiry: inAnHour().toISOString() };
    const { context: it, programs } = context({
      profile: { databricksCliPath: "/opt/databricks" },
      files: cached({ dev: entry(new Date(Date.now() + 30_000)) }),
      run: () => ({ exitCode: 0, output: JSON.stringify(printed), errorOutput: "" }),
    });
    const found = await method.open(it, signal);
    assert.equal(found.expiresAt, Date.parse(printed.expiry));
    assert.deepEqual(programs, [{ file: "/opt/databricks", args: ["auth", "token", "--profile", "dev"] }]);
    const old = { ...found, accessToken: "old" };
    assert.deepEqual(await method.renew?.(it, old), found, "and is asked of it again");
    await assert.rejects(
      async () => method.renew?.(it, found),
      /cannot be renewed/,
      "and is not given twice when the workspace refuses it",
    );
  });

  it("leaves a line in the log when it cannot be used, without a word of it", async () => {
    const odd = `{"access_token": "${tokens.accessToken}"`;
    const { context: it, lines } = context({
      files: { [cache]: odd },
      run: () => ({ exitCode: 0, output: odd, errorOutput: "" }),
    });
    await method.open(it, signal);
    const said = lines.filter((line) => line.includes("no JSON object"));
    assert.match(said.join("\n"), /token cache[^\n]*\n.*the Databricks CLI /);
    assert.ok(!lines.join("\n").includes(tokens.accessToken));
  });

  for (const [what, given] of [
    ["there is no CLI", {}],
    ["the CLI is not signed in", { run: () => ({ exitCode: 1, output: "", errorOutput: "no such profile" }) }],
    ["the CLI says something odd", { run: () => ({ exitCode: 0, output: "Usage: databricks", errorOutput: "" }) }],
    [
      "the CLI may not run, or does not end",
      {
        run: () => {
          throw new PwafError("forbidden", "No program may be run here.");
        },
      },
    ],
    ["the cache is broken", { files: { [cache]: "{" } }],
    ["the cache has another shape", { files: { [cache]: '{"tokens":[1,{}],"version":9}' } }],
  ] as const) {
    it(`is replaced by a sign-in in the browser when ${what}`, async () => {
      const { context: it } = context(given);
      const found = await method.open(it, signal);
      assert.ok(found.refreshToken);
      const renewed = await method.renew?.(it, found);
      assert.notEqual(renewed?.refreshToken, found.refreshToken);
    });
  }

  it("is asked for again, by a person, when the CLI has signed out since", async () => {
    const { context: it } = context({});
    await assert.rejects(
      async () => method.renew?.(it, { accessToken: "old", expiresAt: 0, scope: "" }),
      /expired and cannot be renewed/,
    );
  });
});
