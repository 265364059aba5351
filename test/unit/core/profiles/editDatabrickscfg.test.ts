import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import type { CfgFields } from "../../../../src/core/profiles/editDatabrickscfg.ts";
import { profileNameProblem, removeProfile, upsertProfile } from "../../../../src/core/profiles/editDatabrickscfg.ts";

/** Files that differ in everything an edit could spoil. */
const files: Readonly<Record<string, string>> = {
  empty: "",
  "a comment only": "# mine\n",
  "two profiles":
    "; file comment\n\n[DEFAULT]\nhost = https://d.cloud.databricks.com\n\n[dev]\nhost  = https://a.b\nx_unknown = 1 # keep\n",
  CRLF: "[dev]\r\nhost = https://a.b\r\n\r\n\r\n[prod]\r\nhost=https://c.d\r\n",
  "a byte order mark": "\uFEFF[dev]\nhost = https://a.b\n",
  "no last line break": "[dev]\nhost = https://a.b",
  "blank lines at the end": "[dev]\nhost = https://a.b\n\n",
  "comments between": "[dev]\nhost = https://a.b\n# below dev\n\n# above prod\n[prod]\nhost = https://c.d\n# tail\n",
  "broken lines": "[dev]\nnonsense\nhost = https://a.b\n[broken\nx\n[prod]\nhost = https://c.d\n",
  "old Mac line ends": "[dev]\rhost = https://a.b\r",
  indented: "[dev]\n\thost = https://a.b\n\tcluster_id = 1\n",
};

const fields: CfgFields = { host: "https://new.cloud.databricks.com", auth_type: "databricks-cli" };

function namesOf(text: string): string[] {
  return parseDatabrickscfg(text).sections.map(({ name }) => name);
}

describe("upsertProfile", () => {
  for (const [what, text] of Object.entries(files)) {
    it(`appends to a file with ${what}: the old text is a prefix, and removing gives it back`, () => {
      const result = upsertProfile(text, "added", fields);
      assert.ok(result.startsWith(text));
      assert.deepEqual(namesOf(result), [...namesOf(text), "added"]);
      const ended = text === "" || /[\r\n]$/.test(text) ? text : `${text}\n`;
      // A blank line at the end was the file's own; tidying it away with the section is the one thing not restored.
      assert.equal(removeProfile(result, "added").trimEnd(), ended.trimEnd());
      if (!/\n\n$/.test(ended)) assert.equal(removeProfile(result, "added"), ended);
    });

    it(`changes one value in a file with ${what}, and nothing else`, () => {
      const value = "https://a.b";
      if (!text.includes(`[dev]`)) return assert.deepEqual(namesOf(upsertProfile(text, "dev", fields)), ["dev"]);
      const result = upsertProfile(text, "dev", { host: "https://e.f:8443" });
      assert.equal(result, text.replace(value, "https://e.f:8443"));
      assert.equal(upsertProfile(result, "dev", { host: value }), text, "and back");
    });

    it(`adds a key to a file with ${what}, and takes it out again`, () => {
      if (!text.includes(`[dev]`)) return;
      const result = upsertProfile(text, "dev", { warehouse_id: "abc123" });
      assert.equal(result.replace(/(?:\r\n|\n|\r)?warehouse_id = abc123/, ""), text);
      assert.equal(upsertProfile(result, "dev", { warehouse_id: undefined }).trimEnd(), text.trimEnd());
    });
  }

  it("keeps the line ends of the file", () => {
    assert.equal(
      upsertProfile("[a]\r\nhost = https://a.b\r\n", "b", { host: "https://c.d" }),
      "[a]\r\nhost = https://a.b\r\n\r\n[b]\r\nhost = https://c.d\r\n",
    );
  });

  it("keeps an inline comment and the shape of the line", () => {
    assert.equal(upsertProfile("[a]\nhost=old # why\n", "a", { host: "new" }), "[a]\nhost=new # why\n");
    assert.equal(upsertProfile("[a]\nhost =\n", "a", { host: "new" }), "[a]\nhost = new\n");
    assert.equal(upsertProfile("[a]\nhost = \n", "a", { host: "new" }), "[a]\nhost = new\n");
  });

  it("leaves an equal value alone, quotes and all", () => {
    const text = '[a]\nhost = "https://a.b"\n';
    assert.equal(upsertProfile(text, "a", { host: "https://a.b" }), text);
  });

  it("removes a key that is set to undefined", () => {
    assert.equal(upsertProfile("[a]\nx = 1\ntoken = y\nz = 2\n", "a", { token: undefined }), "[a]\nx = 1\nz = 2\n");
  });

  const refused: readonly [what: string, name: string, fields: CfgFields][] = [
    ["a line break in a value", "x", { host: "https://a.b\ntoken = injected" }],
    ["a carriage return in a value", "x", { host: "https://a.b\r[other]" }],
    ["a value that would become a comment", "x", { host: "a # b" }],
    ["a value that would lose its quotes", "x", { host: "'a'" }],
    ["a value with spaces around it", "x", { host: " a " }],
    ["a line break in a name", "x]\n[y", { host: "a" }],
    ["a bracket in a name", "x]", { host: "a" }],
    ["the reserved name", "__settings__", { host: "a" }],
    ["an empty name", " ", { host: "a" }],
  ];
  for (const [what, name, values] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => upsertProfile("[a]\nhost = b\n", name, values), isConfig);
    });
  }

  it("refuses to choose between namesakes and names their lines", () => {
    const text = "[a]\nhost = b\n[c]\n[a]\nhost = d\n";
    assert.throws(() => upsertProfile(text, "a", fields), /twice, on lines 1 and 4/);
    assert.throws(() => removeProfile(text, "a"), /twice/);
  });
});

describe("removeProfile", () => {
  it("keeps the comments around the section", () => {
    assert.equal(
      removeProfile(files["comments between"] ?? "", "dev"),
      "# below dev\n\n# above prod\n[prod]\nhost = https://c.d\n# tail\n",
    );
  });

  it("takes the blank lines that set the section apart with it", () => {
    assert.equal(removeProfile("[a]\nx = 1\n\n[b]\ny = 2\n\n\n[c]\nz = 3\n", "b"), "[a]\nx = 1\n\n[c]\nz = 3\n");
    assert.equal(removeProfile("[a]\nx = 1\n\n[b]\ny = 2\n", "b"), "[a]\nx = 1\n");
  });

  it("leaves a text without that section as it is", () => {
    for (const text of Object.values(files)) assert.equal(removeProfile(text, "absent"), text);
  });

  it("removes every section in any order, down to the comments", () => {
    let text = files["two profiles"] ?? "";
    for (const name of namesOf(text).reverse()) text = removeProfile(text, name);
    assert.equal(text.trim(), "; file comment");
  });
});

describe("profileNameProblem", () => {
  it("accepts what the other tools accept", () => {
    for (const name of ["DEFAULT", "dev", "my work.space", "ünï-1"]) assert.equal(profileNameProblem(name), undefined);
  });
});

function isConfig(error: unknown): boolean {
  return error instanceof PwafError && error.reason === "config";
}
