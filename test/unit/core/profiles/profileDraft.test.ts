import assert from "node:assert/strict";
import { authFacts, factsOf, fieldFacts } from "../../../../src/core/profiles/fields.ts";
import { authTypes, secretKeys } from "../../../../src/core/profiles/profile.ts";
import type { DraftOrigin, ProfileDraft } from "../../../../src/core/profiles/profileDraft.ts";
import { applyDraft, draftOf, secretsOf, secretsToStore } from "../../../../src/core/profiles/profileDraft.ts";
import { draftProblems, formFields } from "../../../../src/core/profiles/profileForm.ts";

const token = "dapi" + "0".repeat(32);
const text = `# mine\n[dev]\nhost = https://a.b # keep\ntoken = ${token}\nx_unknown = 1\n\n[bare]\nhost = https://c.d\n`;
const edit = (name: string): DraftOrigin => ({ kind: "edit", name });
const fresh: ProfileDraft = { name: "new", authType: "pat", fields: {}, secrets: {}, secretsInFile: false };

/** The draft of a section with some of it changed. */
function changed(name: string, part: Partial<ProfileDraft>): ProfileDraft {
  return { ...draftOf(text, edit(name)), ...part };
}

describe("a draft", () => {
  it("that changes nothing leaves the file as it is", () => {
    for (const name of ["dev", "bare"]) assert.equal(applyDraft(text, edit(name), draftOf(text, edit(name))), text);
  });

  it("knows how a section signs in without holding its secrets", () => {
    const draft = draftOf(text, edit("dev"));
    assert.deepEqual(
      [draft.authType, draft.secretsInFile, draft.fields],
      ["pat", true, { host: "https://a.b", x_unknown: "1" }],
    );
    assert.ok(!JSON.stringify(draft).includes(token));
    assert.equal(draftOf(text, edit("bare")).authType, "databricks-cli");
  });

  it("says how to sign in only where the keys do not", () => {
    assert.equal(
      applyDraft(text, edit("bare"), changed("bare", { authType: "oauth-m2m" })),
      `${text}auth_type = oauth-m2m\n`,
    );
    const m2m = {
      authType: "oauth-m2m",
      fields: { client_id: "x" },
      secrets: { client_secret: "y" },
      secretsInFile: true,
    };
    assert.equal(
      applyDraft(text, edit("bare"), changed("bare", m2m)),
      `${text}client_id = x\nclient_secret = y\n`,
      "a client secret says it",
    );
  });

  it("takes secrets out of the file, for storage, and puts them back", () => {
    const out = changed("dev", { secretsInFile: false });
    assert.deepEqual(secretsToStore(text, edit("dev"), out), { token });
    const without = applyDraft(text, edit("dev"), out);
    assert.equal(
      without,
      text.replace(`token = ${token}\n`, "").replace("x_unknown = 1\n", "x_unknown = 1\nauth_type = pat\n"),
    );
    const back = { ...draftOf(without, edit("dev")), secretsInFile: true };
    assert.deepEqual(secretsOf(applyDraft(without, edit("dev"), back, { token }), "dev"), { token });
  });

  it("replaces a secret where it is", () => {
    const typed = changed("dev", { secrets: { token: "new" } });
    assert.equal(applyDraft(text, edit("dev"), typed), text.replace(token, "new"));
    assert.deepEqual(secretsToStore(text, edit("dev"), typed), {});
    assert.deepEqual(secretsToStore(text, edit("bare"), changed("bare", { secrets: { token: " new " } })), {
      token: "new",
    });
  });

  it("of a copy has its comments and unknown keys, and none of its secrets", () => {
    const copy = { ...draftOf(text, { kind: "copy", name: "dev" }), name: "twin" };
    const section = "[twin]\nhost = https://a.b # keep\nx_unknown = 1\nauth_type = pat\n";
    assert.equal(applyDraft(text, { kind: "copy", name: "dev" }, copy), `${text}\n${section}`);
    assert.equal(copy.secretsInFile, false);
  });

  it("takes a pasted address apart, unless the form says something else", () => {
    const host = "https://a.b/sql/1.0/warehouses/abcdef0123?o=42";
    const result = applyDraft("", { kind: "new" }, { ...fresh, fields: { host } });
    assert.equal(result, "[new]\nhost = https://a.b\nauth_type = pat\nwarehouse_id = abcdef0123\nworkspace_id = 42\n");
    const own = applyDraft("", { kind: "new" }, { ...fresh, fields: { host, warehouse_id: "fedcba3210" } });
    assert.match(own, /warehouse_id = fedcba3210/);
  });

  it("removes a field that was emptied", () => {
    assert.equal(
      applyDraft(text, edit("dev"), changed("dev", { fields: { host: "https://a.b", x_unknown: "" } })),
      text.replace("x_unknown = 1\n", ""),
    );
  });
});

describe("draftProblems", () => {
  const problems = (part: Partial<ProfileDraft>, taken: readonly string[] = []) =>
    Object.keys(draftProblems({ ...fresh, fields: { host: "https://a.b" }, ...part }, taken)).sort();

  const cases: readonly (readonly [Partial<ProfileDraft>, readonly string[]])[] = [
    [{}, []],
    [{ name: "a[b" }, ["name"]],
    [{ name: "taken" }, ["name"]],
    [{ name: "", fields: {} }, ["host"]],
    [{ fields: { host: "http://a.b" } }, ["host"]],
    [{ fields: { host: "https://a.b", warehouse_id: "no id" } }, ["warehouse_id"]],
    [{ authType: "oauth-m2m" }, ["client_id"]],
    [{ authType: "file-oidc" }, ["oidc_token_filepath"]],
    [{ secrets: { token: "two words" } }, ["token"]],
    [{ fields: { host: "https://accounts.cloud.databricks.com" } }, ["account_id"]],
    [{ fields: { host: "https://a.b", x: "a\nb" } }, ["x"]],
  ];
  for (const [part, expected] of cases) {
    it(`finds ${expected.join() || "nothing"} in ${JSON.stringify(part)}`, () =>
      assert.deepEqual(problems(part, ["taken"]), expected));
  }
});

describe("the fields", () => {
  it("are known for every way to sign in that is offered", () => {
    assert.deepEqual(authFacts.map(({ type }) => type).sort(), [...authTypes].sort());
    for (const { fields, required } of authFacts) {
      for (const key of fields) assert.ok(factsOf(key), key);
      for (const key of required) assert.ok(fields.includes(key), key);
    }
    for (const key of secretKeys) assert.ok(factsOf(key), key);
    assert.equal(new Set(fieldFacts.map(({ key }) => key)).size, fieldFacts.length);
  });

  it("of a section are all shown, once", () => {
    const keys = formFields("pat", ["host", "token", "auth_type", "x", "cluster_id", "x"]).map(({ key }) => key);
    assert.deepEqual(keys, ["host", "account_id", "workspace_id", "warehouse_id", "cluster_id", "token", "x"]);
  });
});
