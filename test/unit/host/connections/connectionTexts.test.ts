import assert from "node:assert/strict";
import type { UseChange } from "../../../../src/host/connections/changeUse.ts";
import { effectText } from "../../../../src/host/connections/changeUse.ts";
import { connectionText } from "../../../../src/host/connections/connectionNode.ts";

const revoke: UseChange = { connection: "crm_api", verb: "revoke", principals: ["team"], statements: [] };
const allow: UseChange = { ...revoke, verb: "allow", principals: ["a", "b"] };

describe("what is said after the right was changed", () => {
  it("names who, and that the workspace was asked", () => {
    assert.match(
      effectText(revoke, { kind: "asWanted" }).text,
      /^team may not use the connection crm_api any more; the workspace says so/,
    );
    assert.match(effectText(allow, { kind: "asWanted" }).text, /^a and b may use/);
  });

  it("names what still gives the right", () => {
    const by = [
      { principal: "team", privilege: "ALL PRIVILEGES", from: { type: "METASTORE", name: "main_store" } },
      { principal: "team", privilege: "USE CONNECTION" },
    ];
    const effect = { kind: "other", principals: ["team"], holders: [{ principal: "team", by }] } as const;
    const { text, isGood } = effectText(revoke, effect);
    assert.equal(
      text,
      "team still may use the connection crm_api, by ALL PRIVILEGES on metastore main_store and USE CONNECTION.",
    );
    assert.equal(isGood, false);
  });

  it("does not claim what it could not read", () => {
    const { text, isGood } = effectText(revoke, { kind: "unknown", why: "The line is down." });
    assert.match(text, /could not be read: The line is down\./);
    assert.equal(isGood, false);
  });
});

describe("nodes of connections", () => {
  it("say what they are, hide what may be a secret, and offer revoking only where it helps", () => {
    const by = [{ principal: "team", privilege: "USE CONNECTION" }];
    const inherited = [
      { ...by[0], principal: "admins", privilege: "ALL PRIVILEGES", from: { type: "METASTORE", name: "m" } },
    ];
    const texts = [
      connectionText({ kind: "connection", connection: { name: "crm_api", type: "HTTP" } }),
      connectionText({ kind: "connection", connection: { name: "crm", type: "SQL_SERVER" } }),
      connectionText({ kind: "option", option: { name: "bearer_token" } }),
      connectionText({ kind: "option", option: { name: "port", value: "443" } }),
      connectionText({ kind: "holder", connection: "c", holder: { principal: "team", by } }),
      connectionText({ kind: "holder", connection: "c", holder: { principal: "admins", by: inherited } }),
    ].map(({ label, description, context }) => [label, description, context]);
    assert.deepEqual(texts, [
      ["crm_api", "http", "connection.http"],
      ["crm", "sql server", "connection"],
      ["bearer_token", "hidden", "option"],
      ["port", "443", "option"],
      ["team", "USE CONNECTION", "holder"],
      ["admins", "ALL PRIVILEGES from metastore", "holder.inherited"],
    ]);
  });
});
