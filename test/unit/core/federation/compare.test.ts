import assert from "node:assert/strict";
import { closestPolicy, compareWithPolicy } from "../../../../src/core/federation/compare.ts";
import { decodeJwt } from "../../../../src/core/federation/jwt.ts";
import { parsePolicies } from "../../../../src/core/federation/policy.ts";
import { jwt, now } from "../doctor/sampleInput.ts";

const issuer = "https://token.actions.githubusercontent.com";
const token = { iss: issuer, aud: ["account-1"], sub: "repo:acme/loader:environment:prod", email: "a@example.com" };
const policy = { issuer, audiences: ["account-1"], subject: token.sub };

/** What differs or is open, in words. */
function differences(claims: object, change: object, context: object = { clientId: "app" }, seconds = 60): string[] {
  const decoded = decodeJwt(jwt({ ...token, ...claims }, seconds));
  assert.ok(decoded);
  return compareWithPolicy(decoded, { ...policy, ...change }, { now, ...context })
    .filter(({ verdict }) => verdict !== "equal")
    .map(({ what, verdict, advice }) => {
      assert.ok(advice);
      return `${what.split(" ")[0] ?? ""} ${verdict}`;
    });
}

describe("federation: decoding", () => {
  it("reads what a token says, and nothing that is no token", () => {
    const claims = decodeJwt(jwt({ iss: "i", sub: "ü", aud: "a", nbf: 5 }));
    assert.deepEqual(
      [claims?.algorithm, claims?.issuer, claims?.subject, claims?.audiences, claims?.notBefore],
      ["RS256", "i", "ü", ["a"], 5],
    );
    assert.equal(claims?.expiresAt, now / 1000 + 3600);
    for (const text of ["", "a.b.c", "e30.e30", "bnVsbA.bnVsbA.x", "W10.W10.x", `${jwt({})}.x`]) {
      assert.equal(decodeJwt(text), undefined, text);
    }
  });
});

describe("federation: policies", () => {
  it("reads a policy, a list of them, and the inner part alone", () => {
    const inner = { issuer, audiences: ["a", 5], subject: "s", subject_claim: "email" };
    const expected = { issuer, audiences: ["a"], subject: "s", subjectClaim: "email" };
    assert.deepEqual(parsePolicies(JSON.stringify(inner)), [expected]);
    const named = { policy_id: "p", oidc_policy: inner };
    assert.deepEqual(parsePolicies(JSON.stringify(named)), [{ name: "p", ...expected }]);
    assert.equal(parsePolicies(JSON.stringify({ policies: [named, named] })).length, 2);
    assert.equal(parsePolicies(JSON.stringify([named])).length, 1);
  });

  it("refuses the rest with a reason", () => {
    for (const text of ["", "{", "{}", "[]", '{"policies":[]}', '{"oidc_policy":{}}', "5"]) {
      assert.throws(() => parsePolicies(text), { name: "PwafError", reason: "config" }, text);
    }
  });
});

describe("federation: comparison", () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["equal", differences({}, {}), []],
    ["issuer", differences({ iss: "https://other" }, {}), ["Issuer differs"]],
    ["no issuer", differences({ iss: undefined }, {}), ["Issuer differs"]],
    ["issuer but for a slash", differences({ iss: `${issuer}/` }, {}), ["Issuer differs"]],
    ["audience", differences({ aud: "x" }, {}), ["Audience differs"]],
    ["one of several audiences", differences({ aud: ["x", "account-1"] }, {}), []],
    ["no audience in the policy", differences({}, { audiences: [] }), ["Audience open"]],
    ["that of the account", differences({}, { audiences: [] }, { clientId: "app", accountId: "account-1" }), []],
    [
      "another account",
      differences({}, { audiences: [] }, { clientId: "app", accountId: "account-2" }),
      ["Audience differs"],
    ],
    ["subject", differences({ sub: "repo:acme/loader:ref:main" }, {}), ["Subject differs"]],
    ["another claim", differences({}, { subjectClaim: "email", subject: "a@example.com" }), []],
    [
      "a claim that is not there",
      differences({}, { subjectClaim: "upn", subject: "a@example.com" }),
      ["Subject differs"],
    ],
    ["a policy of the account", differences({}, { subject: undefined }, {}), ["Subject open"]],
    ["the same with a client id", differences({}, { subject: undefined }), ["Subject open", "Client differs"]],
    ["a principal without client id", differences({}, {}, {}), ["Client differs"]],
    ["expired", differences({}, {}, { clientId: "app" }, -1), ["Validity differs"]],
    ["an end that no calendar has", differences({ exp: 1e300 }, {}), []],
    ["not valid yet", differences({ nbf: now / 1000 + 600 }, {}), ["Validity differs"]],
  ];
  for (const [what, found, expected] of cases) it(what, () => assert.deepEqual(found, expected));

  it("says that only a slash is different", () => {
    const claims = decodeJwt(jwt({ ...token, iss: `${issuer}/` }));
    assert.ok(claims);
    assert.match(compareWithPolicy(claims, policy, { now })[0]?.advice ?? "", /slash/);
  });

  it("picks the policy that a token comes closest to", () => {
    const claims = decodeJwt(jwt(token));
    assert.ok(claims);
    const others = [{ issuer: "https://a", audiences: ["b"] }, policy, { ...policy, subject: "other" }];
    assert.equal(closestPolicy(claims, others, { now, clientId: "app" }), policy);
    assert.equal(closestPolicy(claims, [], { now }), undefined);
  });
});
