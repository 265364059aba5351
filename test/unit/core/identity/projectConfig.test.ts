import assert from "node:assert/strict";
import { ignoredPaths } from "../../../../src/core/identity/ignoredPaths.ts";
import { identityOf, parseProjectConfig } from "../../../../src/core/identity/projectConfig.ts";

describe("parseProjectConfig", () => {
  it("reads everything", () => {
    const { config, problems } = parseProjectConfig(`{
      // who we are
      "isv": "Acme", "product": "Loader", "version": { "from": "package.json" },
      "rules": { "ua-version-missing": "off", "auth-mixed-env": "warn" },
      "ignore": ["examples/", "*.gen.ts"],
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      isv: "Acme",
      product: "Loader",
      version: { from: "package.json" },
      rules: { "ua-version-missing": "off", "auth-mixed-env": "warn" },
      ignore: ["examples/", "*.gen.ts"],
    });
    assert.deepEqual(identityOf(config, "1.0.0"), { isv: "Acme", product: "Loader", version: "1.0.0" });
  });

  it("has no identity without company and product", () => {
    assert.equal(identityOf(parseProjectConfig('{"isv":"Acme"}').config, "1"), undefined);
  });

  const wrong: readonly (readonly [text: string, at: string, message: RegExp, severity?: string])[] = [
    ['{"isv": 1}', "1", /`isv` must be a text/],
    ['{"isv": ""}', '""', /not empty/],
    ['{"isv": "Acme Corp"}', '"Acme Corp"', /cannot be the isv/],
    ['{"product": "a/b"}', '"a/b"', /cannot be the product/],
    ['{"version": "1 0"}', '"1 0"', /cannot be the version/],
    ['{"version": {}}', "{}", /package\.json/],
    ['{"version": {"from": 1}}', "1", /`version\.from` must be a text/],
    ['{"rules": []}', "[]", /`rules` must be an object/],
    ['{"rules": {"x": "fatal"}}', '"fatal"', /one of off, info, warn, error/],
    ['{"ignore": "x"}', '"x"', /must be a list/],
    ['{"ignore": [1]}', "1", /must be a text/],
    ['{"isvv": "x"}', '"isvv"', /not a setting/, "warning"],
    ['{"isv": "AcmePartner"}', '"AcmePartner"', /example/, "warning"],
    ["[]", "[]", /one JSON object/],
    ["", "", /JSON/],
  ];
  for (const [text, at, message, severity] of wrong) {
    it(`says what is wrong in ${text || "nothing"}`, () => {
      const { problems } = parseProjectConfig(text);
      assert.equal(problems.length, 1);
      assert.match(problems[0]!.message, message);
      assert.equal(text.slice(problems[0]!.start, problems[0]!.end), at);
      assert.equal(problems[0]!.severity, severity ?? "error");
    });
  }

  it("keeps what is right beside what is not, and never throws", () => {
    const text = '{"isv": "Acme", "product": "Loader", "rules": {"a": "warn"}, "ignore": ["x"';
    for (let end = 0; end <= text.length; end++) parseProjectConfig(text.slice(0, end));
    const { config, problems } = parseProjectConfig(text);
    assert.ok(problems.length > 0);
    assert.deepEqual([config.isv, config.product, config.rules], ["Acme", "Loader", { a: "warn" }]);
  });
});

describe("ignoredPaths", () => {
  it("reads patterns as git does", () => {
    const isIgnored = ignoredPaths(["examples/", "*.gen.ts", "!keep.gen.ts", "/only-here.py"]);
    assert.deepEqual(
      [
        "examples/a.py",
        "src/examples/a.py",
        "a.gen.ts",
        "keep.gen.ts",
        "only-here.py",
        "src/only-here.py",
        "../x",
        "",
      ].map(isIgnored),
      [true, true, true, false, true, false, false, false],
    );
  });
});
