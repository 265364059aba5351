import assert from "node:assert/strict";
import { authKinds, createConnectionSql } from "../../../../src/core/connections/createSql.ts";
import { holdersOf, revokeStatements } from "../../../../src/core/connections/holders.ts";
import { httpRequestSql, jsonProblem, pathProblem } from "../../../../src/core/connections/httpRequest.ts";
import { shownOptions } from "../../../../src/core/connections/options.ts";

describe("options of a connection", () => {
  it("show where it leads, and hide whatever may be a secret, known or not", () => {
    const secret = "s3cr" + "et-value";
    const sent = {
      host: `https://me:${secret}@api.example.com/base?key=${secret}`,
      port: 443,
      base_path: "/v1",
      client_id: "abc",
      client_secret: secret,
      bearer_token: secret,
      password: secret,
      personalAccessToken: secret,
      pem_private_key: secret,
      an_option_of_next_year: secret,
      nested: { value: secret },
    };
    const shown = shownOptions(sent);
    assert.ok(!JSON.stringify(shown).includes(secret));
    const values = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
    assert.deepEqual(values["host"], "https://api.example.com/base");
    assert.deepEqual([values["port"], values["base_path"], values["client_id"]], ["443", "/v1", "abc"]);
    assert.deepEqual(Object.keys(values).length, Object.keys(sent).length, "each option is there by its name");
  });
});

describe("SQL of connections", () => {
  it("quotes what a path and a name may hold", () => {
    const sql = httpRequestSql({ connection: "it's", method: "GET", path: "/a?b='c'\\d" });
    assert.match(sql, /conn => 'it\\'s', method => 'GET', path => '\/a\?b=\\'c\\'\\\\d'/);
  });

  it("sends a body only where there is one", () => {
    const call = { connection: "desk", path: "/tickets" } as const;
    const sql = httpRequestSql({ ...call, method: "POST", json: `{"text": "it's \\"open\\""}` });
    assert.match(sql, /method => 'POST', path => '\/tickets', json => '\{"text": "it\\'s \\\\"open\\\\""\}'\)/);
    assert.doesNotMatch(httpRequestSql({ ...call, method: "GET" }), /json/);
    assert.deepEqual(["{}", "[1]", '"a"'].map(jsonProblem), [undefined, undefined, undefined]);
    for (const body of ["", "{a: 1}", "{'a': 1}"]) assert.notEqual(jsonProblem(body), undefined, body);
  });

  it("refuses paths that the function would refuse", () => {
    assert.equal(pathProblem("/v1/a..b?x=1"), undefined);
    for (const path of ["v1", "", "/../admin", "/v1/..", "/a b"]) assert.notEqual(pathProblem(path), undefined, path);
  });

  it("names secrets in a scope for every kind of sign-in, and never writes one", () => {
    for (const kind of authKinds) {
      const sql = createConnectionSql(kind);
      const secrets = sql.match(/^\s*(?:bearer_token|client_secret)\s+(.*)$/gm) ?? [];
      assert.equal(secrets.length, 1, kind.id);
      assert.match(secrets.join(), /secret\('<scope>', '[\w-]+'\)/);
    }
  });

  it("takes away every privilege that gives the use, but not what comes from elsewhere", () => {
    const held = (principal: string, privilege: string, from?: { type: string; name: string }) =>
      from === undefined ? { principal, privilege } : { principal, privilege, from };
    const holders = holdersOf([
      held("team", "USE CONNECTION"),
      held("team", "ALL PRIVILEGES"),
      held("team", "CREATE FOREIGN CATALOG"),
      held("admins", "ALL PRIVILEGES", { type: "METASTORE", name: "m" }),
      held("others", "MANAGE"),
    ]);
    assert.deepEqual(
      holders.map((holder) => [holder.principal, revokeStatements("my conn", holder)]),
      [
        ["admins", []],
        [
          "team",
          [
            "REVOKE USE CONNECTION ON CONNECTION `my conn` FROM `team`",
            "REVOKE ALL PRIVILEGES ON CONNECTION `my conn` FROM `team`",
          ],
        ],
      ],
    );
  });
});
