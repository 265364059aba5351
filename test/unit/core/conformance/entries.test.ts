import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parseConformance } from "../../../../src/core/conformance/entries.ts";
import { conformanceAuthNames, conformanceAuths, provableConnectors } from "../../../../src/core/conformance/entry.ts";
import { connectorNames } from "../../../../src/core/lint/report/names.ts";

const good = '"connector": "python-sql", "auth": "m2m", "command": ["python", "check.py"]';
const whole = (entry: string) => `{ "isv": "Acme", "product": "Loader", "conformance": [${entry}] }`;

describe("conformance in pwaf.json", () => {
  it("reads an entry with everything, and says where it stands", () => {
    const text = `{
      "isv": "Acme", "product": "Loader",
      // what we promise
      "conformance": [
        { ${good}, "name": "batch", "folder": "jobs", "env": { "LOG": "debug" }, "timeout": 20, "alone": true },
      ],
    }`;
    const { entries, problems } = parseConformance(text);
    assert.deepEqual(problems, []);
    const [{ range, ...entry } = { range: { start: 0, end: 0 } }] = entries;
    assert.deepEqual(entry, {
      id: "python-sql/m2m/batch",
      connector: "python-sql",
      auth: "m2m",
      command: ["python", "check.py"],
      folder: "jobs",
      env: { LOG: "debug" },
      alone: true,
      name: "batch",
      timeoutSeconds: 20,
      line: 5,
    });
    assert.match(text.slice(range.start, range.end), /^\{ "connector".* true \}$/);
  });

  it("has nothing to say about a file without it", () => {
    assert.deepEqual(parseConformance('{ "isv": "Acme", "product": "Loader" }'), { entries: [], problems: [] });
  });

  const wrong: readonly (readonly [entry: string, at: string, message: RegExp])[] = [
    ["1", "1", /must be an object/],
    ['{ "auth": "m2m", "command": ["x"] }', '{ "auth": "m2m", "command": ["x"] }', /needs `connector`.*python-sql/],
    [`{ ${good.replace("python-sql", "python")} }`, '"python"', /must be one of python-sql/],
    [`{ ${good.replace("python-sql", "zerobus")} }`, '"zerobus"', /`zerobus` cannot be tested here: .*gRPC/],
    [`{ ${good.replace("python-sql", "lakebase")} }`, '"lakebase"', /no HTTP; name the client/],
    [`{ ${good.replace("m2m", "oauth")} }`, '"oauth"', /must be one of pat, m2m, u2m, federation/],
    ['{ "connector": "rest", "auth": "pat", "command": "python x.py" }', '"python x.py"', /must be a list/],
    ['{ "connector": "rest", "auth": "pat", "command": [] }', "[]", /must be a list/],
    ['{ "connector": "rest", "auth": "pat", "command": ["x", 1] }', '["x", 1]', /must be a list/],
    [`{ ${good}, "name": "a b" }`, '"a b"', /`name` must be a text of letters/],
    [`{ ${good}, "folder": "../other" }`, '"../other"', /below the one of pwaf\.json/],
    [`{ ${good}, "folder": "C:\\\\x" }`, '"C:\\\\x"', /below the one of pwaf\.json/],
    [`{ ${good}, "env": { "DATABRICKS_TOKEN": "x" } }`, '"DATABRICKS_TOKEN": "x"', /cannot be set here.*profile/],
    [`{ ${good}, "env": { "arm_client_id": "x" } }`, '"arm_client_id": "x"', /cannot be set here/],
    [`{ ${good}, "env": { "A": 1 } }`, "1", /`A` must be a text/],
    [`{ ${good}, "timeout": 0 }`, "0", /number of seconds/],
    [`{ ${good}, "alone": "yes" }`, '"yes"', /true or false/],
    [`{ ${good}, "profile": "x" }`, '"profile"', /not a setting of an entry\. Known are connector/],
  ];
  for (const [entry, at, message] of wrong) {
    it(`says what is wrong in ${entry}`, () => {
      const text = whole(entry);
      const { entries, problems } = parseConformance(text);
      assert.deepEqual([entries, problems.length], [[], 1], JSON.stringify(problems));
      assert.match(problems[0]!.message, message);
      assert.equal(text.slice(problems[0]!.start, problems[0]!.end), at);
    });
  }

  it("keeps the good entries beside a wrong one, and wants names for two of a kind", () => {
    const { entries, problems } = parseConformance(whole(`{ ${good} }, {}, { ${good} }, { ${good}, "name": "b" }`));
    assert.deepEqual(
      entries.map(({ id }) => id),
      ["python-sql/m2m", "python-sql/m2m/b"],
    );
    assert.match(problems.at(-1)?.message ?? "", /two entries `python-sql\/m2m`\. Tell them apart by a `name`/);
  });

  it("also says what is wrong with the rest of the file", () => {
    assert.match(parseConformance('{ "isv": 1 }').problems[0]!.message, /`isv`/);
  });
});

describe("the schema of pwaf.json", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../../../media/pwaf.schema.json"), "utf8"),
  ) as Record<string, object> & {
    properties: {
      conformance: {
        items: { properties: Record<"connector" | "auth", { enum: string[]; enumDescriptions: string[] }> };
      };
    };
  };
  const { connector, auth } = schema.properties.conformance.items.properties;

  it("offers the connectors and kinds of sign-in that are read, by their names", () => {
    assert.deepEqual(connector.enum, provableConnectors);
    assert.deepEqual(
      connector.enumDescriptions,
      provableConnectors.map((id) => connectorNames[id]),
    );
    assert.deepEqual(auth.enum, conformanceAuths);
    assert.deepEqual(
      auth.enumDescriptions,
      conformanceAuths.map((id) => conformanceAuthNames[id]),
    );
  });

  const validate = new Ajv({ strict: false }).compile(schema);

  it("takes what is taken, and refuses what is refused", () => {
    const refused: readonly unknown[] = [
      { conformance: {} },
      { conformance: [{ connector: "rest", auth: "pat" }] },
      { conformance: [{ connector: "zerobus", auth: "pat", command: ["x"] }] },
      { conformance: [{ connector: "rest", auth: "pat", command: [] }] },
      { conformance: [{ connector: "rest", auth: "pat", command: ["x"], profile: "x" }] },
      { conformance: [{ connector: "rest", auth: "pat", command: ["x"], timeout: 0 }] },
    ];
    for (const value of refused) {
      assert.equal(validate(value), false, JSON.stringify(value));
      assert.notEqual(parseConformance(JSON.stringify(value)).problems.length, 0, JSON.stringify(value));
    }
    const entry = {
      connector: "rest",
      auth: "pat",
      command: ["x"],
      name: "a",
      folder: "b",
      env: { A: "1" },
      timeout: 9,
    };
    assert.equal(validate({ conformance: [{ ...entry, alone: true }] }), true, JSON.stringify(validate.errors));
  });
});
