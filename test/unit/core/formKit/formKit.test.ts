import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { attributes } from "../../../../src/core/environment/attributes.ts";
import { connectionForms } from "../../../../src/core/formKit/connectionForm.ts";
import { fields, fieldsIn } from "../../../../src/core/formKit/fields.ts";
import { formMarkdown, formSchema } from "../../../../src/core/formKit/output.ts";
import { formKitState } from "../../../../src/host/formKit/formKitState.ts";
import { languageNames, snippetsOf } from "../../../connectors/snippetFiles.ts";

const files = languageNames.map((language) => Object.fromEntries(snippetsOf(language)));
const forms = connectionForms(files);

describe("fields of connection forms", () => {
  it("go by the names of unified authentication, with the same secrets", () => {
    // Those that only SQL drivers, OAuth clients and Lakebase have.
    const others = ["http_path", "refresh_token", "endpoint", "database_host", "database_port", "database"];
    for (const { key, isSecret } of fields) {
      if (others.includes(key)) continue;
      const attribute = attributes.find((each) => each.key === key);
      assert.ok(attribute, key);
      assert.equal(isSecret, attribute.secret, key);
    }
  });

  it("are all that snippets read of their environment", () => {
    const known = new Set(fields.map(({ variable }) => variable));
    for (const [title, { body }] of languageNames.flatMap(snippetsOf)) {
      const read = [...body.join("\n").matchAll(/["'`{]((?:DATABRICKS|ARM|AZURE|PG|LAKEBASE)[A-Z0-9_]*)["'`}:]/g)];
      assert.deepEqual(
        read.map(([, name = ""]) => name).filter((name) => !known.has(name)),
        [],
        title,
      );
    }
  });

  it("take their own examples", () => {
    for (const { key, pattern, example } of fields)
      if (pattern !== undefined && example !== undefined) assert.match(example, new RegExp(pattern), key);
  });

  const taken: readonly [key: string, good: readonly string[], bad: readonly string[]][] = [
    [
      "host",
      ["adb-1.2.azuredatabricks.net", "https://acme.cloud.databricks.com/?o=1", "HTTPS://acme.databricks.com:443/"],
      ["", "ftp://acme", "acme com", "-acme.com", "http://acme.databricks.com"],
    ],
    [
      "http_path",
      [
        "/sql/1.0/warehouses/abc123",
        "sql/1.0/endpoints/a",
        "/sql/protocolv1/o/12/0123-4-x",
        "/sql/1.0/warehouses/a?o=1",
      ],
      ["", "abc123", "/sql/1.0/warehouses/", "https://acme/sql/1.0/warehouses/a", "/sql/1.0/warehouses/a b"],
    ],
  ];
  for (const [key, good, bad] of taken) {
    it(`tell a right ${key} from a wrong one`, () => {
      const pattern = new RegExp(fields.find((field) => field.key === key)?.pattern ?? assert.fail());
      for (const value of good) assert.match(value, pattern);
      for (const value of bad) assert.doesNotMatch(value, pattern);
    });
  }
});

describe("connection forms", () => {
  const ajv = formats.default(new Ajv2020({ strict: false }));

  it("are there for each client and way to sign in", () => {
    const wanted = languageNames.flatMap(snippetsOf).map(([, { connector, auth }]) => `${connector}/${auth}`);
    const ids = forms.map(({ id }) => id.replace(/-\d$/, ""));
    assert.deepEqual(new Set(ids), new Set(wanted.filter((id) => !id.endsWith("/unified"))));
    assert.equal(new Set(forms.map(({ connector, authName }) => connector + authName)).size, forms.length);
  });

  for (const form of forms) {
    it(`have a schema, a table and a page: ${form.id}`, () => {
      const keys = form.fields.map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
      assert.equal(form.fields.filter(({ isSecret }) => isSecret).length <= 1, true, "secrets of two ways to sign in");
      const check = ajv.compile(JSON.parse(formSchema(form)) as object);
      const values = Object.fromEntries(
        form.fields.map(({ key, example, defaultValue }) => [key, example ?? defaultValue ?? "x".repeat(8)]),
      );
      const filled: Record<string, string> = { auth_type: form.authType, ...values };
      assert.ok(check(filled), ajv.errorsText(check.errors));
      assert.ok(!check({ ...filled, auth_type: "other" }));
      assert.ok(!check({ ...filled, surplus: "1" }));
      for (const { key, isOptional } of form.fields) {
        const { [key]: _, ...rest } = filled;
        assert.equal(check(rest), isOptional === true, key);
      }
      const rows = formMarkdown(form).trim().split("\n").slice(2);
      assert.equal(rows.length, form.fields.length + 3);
      for (const row of rows) assert.equal(row.replaceAll("\\|", "").split("|").length, 9, row);
      assert.equal(formKitState(forms, form.id)?.id, form.id);
    });
  }

  it("begin with the first one where a form is not known any more", () => {
    assert.equal(formKitState(forms, "gone/m2m")?.id, forms[0]?.id);
    assert.equal(formKitState([], undefined), undefined);
  });

  it("hold what a program reads and no more", () => {
    assert.deepEqual(
      fieldsIn("os.environ['DATABRICKS_TOKEN'] DATABRICKS_CLIENT_IDS").map(({ key }) => key),
      ["token"],
    );
  });
});
