import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FederationModel } from "../../../../src/host/doctor/federationModel.ts";
import { errorText, PwafError } from "../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import type { FederationInput } from "../../../../src/protocol/doctor.ts";
import { accountPolicies } from "../../../../src/workspace/federation/policies.ts";
import { OAuthServer } from "../../workspace/auth/oauthServer.ts";
import { sendJson } from "../../workspace/rest/server.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { machineWith, people, profile } from "./doctorBed.ts";

const userAgent = "PwafToolkit_VSCode/0";
const subject = "repo:acme/loader:environment:prod";
const never = new AbortController().signal;

describe("federation tester", () => {
  const emulator = runningEmulator();
  before(() => {
    const { oidc, oauth, testClouds } = emulator.current;
    const { issuer } = testClouds.identityProvider;
    oidc.federation.add({ issuer, servicePrincipal: oauth.m2mClientId, subject, audiences: ["acme"] });
  });

  const token = (change: object = {}) =>
    emulator.current.testClouds.identityProvider.token({ subject, audience: "acme", ...change });
  const policy = () =>
    JSON.stringify({
      oidc_policy: { issuer: emulator.current.testClouds.identityProvider.issuer, audiences: ["acme"], subject },
    });

  function model(all: readonly Profile[] = [], environment: Readonly<Record<string, string>> = {}) {
    return new FederationModel({
      ...people(all, { account: "account-token" }),
      machine: machineWith(environment, "This folder is not trusted."),
      http: { userAgent },
      now: Date.now,
      viewError: (error) => ({
        message: errorText(error),
        ...(error instanceof PwafError && error.hint !== undefined ? { hint: error.hint } : {}),
      }),
    });
  }
  const dev = (change: Partial<Profile> = {}) => profile({ host: emulator.current.httpUrl, ...change });
  const input = async (change: Partial<FederationInput> = {}): Promise<FederationInput> => ({
    token: await token(),
    policy: policy(),
    clientId: emulator.current.oauth.m2mClientId,
    ...change,
  });

  it("compares and exchanges a token that the policy accepts", async () => {
    const { rows, claims, sentTo } = await model().compare(await input(), dev());
    assert.deepEqual(
      rows.map(({ verdict }) => verdict),
      ["equal", "equal", "equal", "equal", "equal", "equal"],
    );
    assert.ok(claims.some(([name, value]) => name === "Subject" && value === subject));
    assert.equal(sentTo, emulator.current.httpUrl);
    const answer = await model().exchange(await input(), dev(), never);
    assert(answer.kind === "granted");
    const facts = Object.fromEntries(answer.facts);
    assert.equal(facts["Signed in as"], emulator.current.oauth.m2mClientId);
    assert.match(facts["Valid for"] ?? "", /^\d+ minutes$/);
    assert.ok(!JSON.stringify(answer).includes("eyJ"));
  });

  it("says the same as the workspace when they differ", async () => {
    for (const [change, what] of [
      [{ audience: "other" }, "Audience"],
      [{ subject: "repo:acme/other" }, "Subject"],
      [{ expiresInSeconds: -60 }, "Validity"],
    ] as const) {
      const wrong = await input({ token: await token(change) });
      const { rows } = await model().compare(wrong, dev());
      const differing = rows.filter(({ verdict }) => verdict === "differs").map((row) => row.what.split(" ")[0]);
      assert.deepEqual(differing, [what]);
      assert.equal((await model().exchange(wrong, dev(), never)).kind, "refused");
    }
  });

  it("says of a refusal that it is about the token, why, and what to change", async () => {
    const refusal = async (change: Partial<FederationInput>) => {
      const answer = await model().exchange(await input(change), dev(), never);
      assert(answer.kind === "refused");
      return `${answer.error.message} ${answer.error.hint ?? ""}`;
    };
    const wrong = { token: await token({ audience: "other" }) };
    assert.match(
      await refusal(wrong),
      /refused the identity token: no federation policy of the service principal .*aud is not.* Compare .*the whole account/,
    );
    assert.match(
      await refusal({ ...wrong, clientId: "" }),
      /refused the identity token: no federation policy of the account .* set `client_id`/,
    );
    assert.match(await refusal({ clientId: "nobody" }), /does not know the service principal that `client_id` names/);
    for (const error of ["invalid_request", "access_denied"]) {
      const body = JSON.stringify({ error, error_description: "not today" });
      const headers = { "content-type": "application/json" };
      emulator.current.faults.add({ match: "POST /oidc/v1/token", kind: "answer", status: 400, headers, body });
      assert.match(await refusal({}), new RegExp(`refused the identity token \\(${error}: not today\\)\\. Compare`));
    }
  });

  it("sends the token to the token endpoint of the profile's host, and the comparison to nobody", async () => {
    const { requests } = emulator.current;
    requests.clear();
    await model().compare(await input(), dev());
    assert.deepEqual(requests.entries, []);
    await model().exchange(await input(), dev(), never);
    const posts = requests.entries.filter(({ method }) => method === "POST");
    assert.deepEqual(
      posts.map(({ path }) => path),
      ["/oidc/v1/token"],
    );
  });

  it("sends nothing where the host leads to another server, unless the profile names that server", async () => {
    await using server = await OAuthServer.start();
    const metadata = { ...server.metadata(), token_endpoint: `${emulator.current.httpUrl}/oidc/v1/token` };
    server.overrides.push(
      ({ path }, response) => path.endsWith("/oauth-authorization-server") && (sendJson(response, metadata), true),
    );
    const { requests } = emulator.current;
    requests.clear();
    const answer = await model().exchange(await input(), dev({ host: server.origin }), never);
    assert(answer.kind === "refused");
    assert.match(answer.error.message, /wants identity tokens sent to .*, so nothing was sent/);
    assert.deepEqual(requests.entries, []);
    const discoveryUrl = `${emulator.current.httpUrl}/oidc/.well-known/oauth-authorization-server`;
    const named = dev({ host: server.origin, discoveryUrl });
    assert.equal(model().empty(named).sentTo, emulator.current.httpUrl);
    assert.equal((await model().exchange(await input(), named, never)).kind, "granted");
  });

  it("takes the token that the profile names, and what people paste", async () => {
    const own = dev({ authType: "env-oidc" });
    const environment = { DATABRICKS_OIDC_TOKEN: await token() };
    const state = await model([], environment).compare(await input({ token: "" }), own);
    assert.ok(state.rows.length > 0);
    const pasted = await model().compare(await input({ token: ` Bearer ${await token()}\n` }), undefined);
    assert.equal(
      pasted.rows.every(({ verdict }) => verdict === "equal"),
      true,
    );
    const empty = await model([], { DATABRICKS_OIDC_TOKEN: " " }).compare(await input({ token: "" }), own);
    assert.match(empty.tokenProblem ?? "", /DATABRICKS_OIDC_TOKEN holds no identity token/);
    const program = dev({ authType: "command-oidc", oidcTokenCommand: "echo x" });
    assert.match((await model().compare(await input({ token: "" }), program)).tokenProblem ?? "", /not trusted/);
  });

  it("says what is wrong with what was typed, without repeating it", async () => {
    const none = await model().compare(await input({ token: "" }), dev());
    assert.match(none.tokenProblem ?? "", /no identity token/);
    const word = await model().compare(await input({ token: "marker-word" }), dev());
    assert.match(word.tokenProblem ?? "", /no JSON Web Token/);
    assert.ok(!JSON.stringify(word).includes("marker"));
    const { requests } = emulator.current;
    requests.clear();
    const refused = await model().exchange(await input({ token: "marker-word" }), dev(), never);
    assert.deepEqual(requests.entries, [], "what is no token stays here");
    assert.ok(refused.kind === "refused" && !JSON.stringify(refused).includes("marker"));
    assert.match((await model().compare(await input({ policy: "{" }), dev())).policyProblem ?? "", /no JSON/);
    assert.deepEqual((await model().compare(await input({ policy: " " }), dev())).rows, []);
    assert.equal((await model().exchange(await input(), undefined, never)).kind, "refused");
  });

  it("names the policy that it took of several", async () => {
    const inner = { issuer: "https://other", audiences: [] };
    const text = JSON.stringify({
      policies: [
        { policy_id: "other", oidc_policy: inner },
        { policy_id: "mine", ...(JSON.parse(policy()) as object) },
      ],
    });
    assert.equal((await model().compare(await input({ policy: text }), dev())).policyName, "mine");
  });

  it("offers to fetch policies only with a session of the account", async () => {
    const account = profile({ name: "account", host: "https://accounts.cloud.databricks.com", accountId: "a" });
    assert.equal(model([dev(), account]).empty(dev()).canFetch, true);
    assert.equal(model([dev(), account]).empty(dev({ accountId: "b" })).canFetch, false);
    assert.equal(model([dev(), { ...account, name: "signed-out" }]).empty(dev()).canFetch, false);
    await assert.rejects(model([dev()]).fetchPolicies(dev(), never), { reason: "config" });
  });
});

describe("federation policies of an account", () => {
  it("are read page by page, with the token of the account", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.headers.authorization ?? ""} ${request.url ?? ""}`);
      const isFirst = !(request.url ?? "").includes("page_token");
      const policies = [{ policy_id: isFirst ? "1" : "2", oidc_policy: { issuer: "https://idp", audiences: ["a"] } }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(isFirst ? { policies, next_page_token: "n=2" } : { policies }));
    }).listen(0, "127.0.0.1");
    try {
      await once(server, "listening");
      const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const policies = await accountPolicies({ host, accountId: "acc", accessToken: "t" }, { userAgent });
      assert.deepEqual(
        policies.map(({ name }) => name),
        ["1", "2"],
      );
      assert.deepEqual(asked, [
        "Bearer t /api/2.0/accounts/acc/federationPolicies",
        "Bearer t /api/2.0/accounts/acc/federationPolicies?page_token=n%3D2",
      ]);
    } finally {
      server.close();
    }
  });
});
