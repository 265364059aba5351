import assert from "node:assert/strict";
import { parseConformance } from "../../../../src/core/conformance/entries.ts";
import { proposeEntries, withEntries } from "../../../../src/core/conformance/proposals.ts";

const own = '{\n  // who we are\n  "isv": "Acme",\n  "product": "Loader"\n}\n';

describe("proposed conformance entries", () => {
  it("are one for each connector and kind of sign-in that the code has", () => {
    const proposals = proposeEntries(
      [
        { connector: "rest", auth: "pat", path: "tools/sync.mjs" },
        { connector: "databricks-connect", auth: "pat", path: "acme/spark.py" },
        { connector: "python-sql", auth: "m2m", path: "acme/load.py" },
        { connector: "python-sql", auth: "m2m", path: "acme/other.py" },
        { connector: "go-sdk", auth: "dynamic", path: "cmd/run/main.go" },
        { connector: "jdbc", auth: "u2m", path: "src/main/java/App.java" },
        { connector: "lakebase", auth: "m2m", path: "acme/pg.py" },
        { connector: "zerobus", auth: "m2m", path: "acme/stream.py" },
      ],
      own,
    );
    assert.deepEqual(
      proposals.map(({ connector, auth, command, alone }) => [`${connector}/${auth}`, command.join(" "), alone]),
      [
        ["python-sql/m2m", "python acme/load.py", false],
        ["databricks-connect/pat", "python acme/spark.py", false],
        // The code does not say how: the two that products ship with.
        ["go-sdk/m2m", "go run ./cmd/run", false],
        ["go-sdk/u2m", "go run ./cmd/run", false],
        ["jdbc/u2m", "mvn --quiet compile exec:java", true],
        ["rest/pat", "node tools/sync.mjs", false],
      ],
    );
  });

  it("leave out what pwaf.json has", () => {
    const config = '{ "conformance": [{ "connector": "rest", "auth": "pat", "command": ["x"] }] }';
    assert.deepEqual(proposeEntries([{ connector: "rest", auth: "pat", path: "a.py" }], config), []);
  });

  it("are written behind what is there, comments and all, and are read again", () => {
    const proposals = proposeEntries([{ connector: "rest", auth: "pat", path: "a.sh" }], own);
    const once = withEntries(own, proposals);
    assert.equal(
      once,
      `{
  // who we are
  "isv": "Acme",
  "product": "Loader",
  "conformance": [
    { "connector": "rest", "auth": "pat", "command": ["sh", "a.sh"] }
  ]
}
`,
    );
    const twice = withEntries(once, proposeEntries([{ connector: "jdbc", auth: "m2m", path: "A.kt" }], once));
    const { entries, problems } = parseConformance(twice);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      entries.map(({ id, command, alone }) => [id, command[0], alone]),
      [
        ["rest/pat", "sh", false],
        ["jdbc/m2m", "mvn", true],
      ],
    );
  });

  it("leave everything else as it is written, trailing commas and all", () => {
    const [entry] = proposeEntries([{ connector: "rest", auth: "pat", path: "a.py" }], "");
    const added = '{ "connector": "rest", "auth": "pat", "command": ["python", "a.py"] }';
    const cases: readonly (readonly [before: string, after: string])[] = [
      ['{ "ignore": ["a"] }', `{ "ignore": ["a"],\n  "conformance": [\n    ${added}\n  ] }`],
      ['{ "isv": "A", }', `{ "isv": "A",\n  "conformance": [\n    ${added}\n  ], }`],
      ['{ "conformance": [] }', `{ "conformance": [\n    ${added}\n  ] }`],
      ['{ "conformance": [{}] }', `{ "conformance": [{},\n    ${added}] }`],
      ['{ "conformance": [{}, ] }', `{ "conformance": [{},\n    ${added}, ] }`],
      ["{}", `{\n  "conformance": [\n    ${added}\n  ]\n}`],
    ];
    for (const [before, after] of cases) assert.equal(withEntries(before, [entry!]), after);
  });

  it("make a file where there is none", () => {
    const proposals = proposeEntries([{ connector: "rest", auth: "m2m", path: "a.py" }], "");
    assert.equal(parseConformance(withEntries("", proposals)).entries.length, 1);
    const windows = withEntries(own.replaceAll("\n", "\r\n"), proposals);
    assert.doesNotMatch(windows, /[^\r]\n/);
  });
});
