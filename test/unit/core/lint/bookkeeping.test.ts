import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csharpKinds } from "../../../../src/core/lint/languages/csharp/kinds.ts";
import type { GrammarName } from "../../../../src/core/lint/languages/fileKinds.ts";
import { goKinds } from "../../../../src/core/lint/languages/go/kinds.ts";
import { javascriptKinds } from "../../../../src/core/lint/languages/javascriptKinds.ts";
import { javascriptTextKinds } from "../../../../src/core/lint/languages/javascriptText.ts";
import { javaKinds } from "../../../../src/core/lint/languages/jvm/javaKinds.ts";
import { kotlinKinds } from "../../../../src/core/lint/languages/jvm/kotlinKinds.ts";
import { scalaKinds } from "../../../../src/core/lint/languages/jvm/scalaKinds.ts";
import { pythonKinds } from "../../../../src/core/lint/languages/pythonKinds.ts";
import { pythonTextKinds } from "../../../../src/core/lint/languages/pythonText.ts";
import { bashKinds } from "../../../../src/core/lint/languages/shell/kinds.ts";
import { rules } from "../../../../src/core/lint/registry.ts";
import { fill } from "./corpusFiles.ts";
import { coreRules, furtherRules, guessingRules } from "./frameworkRules.ts";
import { checkTogether, engine, optionsFor } from "./samples.ts";

const root = join(import.meta.dirname, "../../../..");

describe("rule bookkeeping", () => {
  it("has a registry entry for each file of rules/, and a file for each entry", () => {
    const files = readdirSync(join(root, "src/core/lint/rules")).map((name) => name.replace(/\.ts$/, ""));
    assert.deepEqual(rules.map(({ id }) => id).sort(), files.sort());
  });

  for (const { id, fix } of rules) {
    it(`${id} has a page and samples`, () => {
      assert.ok(existsSync(join(root, "docs/rules", `${id}.md`)));
      const samples = readdirSync(join(root, "test/rules", id));
      for (const kind of fix === "none" ? ["bad", "good"] : ["bad", "good", "fixed"]) {
        assert.ok(
          samples.some((name) => name === kind || name.startsWith(`${kind}.`) || name.startsWith(`${kind}-`)),
          `no ${kind} sample`,
        );
      }
    });
  }

  it("has every rule that follows from the framework, the core on and the guesses off", () => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const all = [...coreRules, ...guessingRules, ...furtherRules];
    assert.equal(new Set(all).size, 95);
    assert.deepEqual(
      all.filter((id) => !byId.has(id)),
      [],
    );
    const isOn = (id: string) => byId.get(id)?.onByDefault !== false;
    assert.deepEqual(
      coreRules.filter((id) => !isOn(id)),
      [],
    );
    assert.deepEqual(guessingRules.filter(isOn), []);
  });

  it("has no page or samples without a rule", () => {
    const pages = readdirSync(join(root, "docs/rules")).filter((name) => name !== "README.md");
    const known = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      pages.filter((name) => !known.has(name.replace(/\.md$/, ""))),
      [],
    );
    assert.deepEqual(
      readdirSync(join(root, "test/rules")).filter((name) => !known.has(name)),
      [],
    );
  });

  it("names every rule in the schema of pwaf.json, and allows no others", () => {
    const schema = JSON.parse(readFileSync(join(root, "media/pwaf.schema.json"), "utf8")) as {
      properties: { rules: { properties: object; additionalProperties: unknown } };
    };
    assert.equal(schema.properties.rules.additionalProperties, false);
    assert.deepEqual(
      Object.keys(schema.properties.rules.properties),
      rules.map(({ id }) => id),
    );
  });
});

describe("rule pages", () => {
  const names: Readonly<Record<string, string>> = {
    python: "a.py",
    typescript: "a.ts",
    javascript: "a.js",
    java: "A.java",
    kotlin: "A.kt",
    scala: "A.scala",
    go: "a.go",
    csharp: "A.cs",
    bash: "a.sh",
    shell: "a.sh",
    sh: "a.sh",
    sql: "a.sql",
    properties: "a.properties",
    ini: "odbc.ini",
    yaml: "docker-compose.yml",
    json: "package.json",
    toml: "pyproject.toml",
    xml: "pom.xml",
    dockerfile: "Dockerfile",
    terraform: "main.tf",
    dotenv: ".env",
  };

  /** The examples under a heading as files of one project, named behind the language (```` ```yaml app.yaml ````) or after it. */
  function examples(page: string, heading: string): Map<string, string>[] {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
    const found = [...section.matchAll(/^```(\w+)(?:[ \t]+(\S+))?\n([^]*?)^```/gm)].map(
      ([, language = "", path = names[language] ?? "", code = ""]) => [path, fill(code)] as const,
    );
    // Two examples of one name show two ways; others belong together.
    const isTogether = new Set(found.map(([path]) => path)).size === found.length;
    return isTogether && found.length > 0 ? [new Map(found)] : found.map((example) => new Map([example]));
  }

  for (const rule of rules) {
    it(`${rule.id} shows what it says`, async () => {
      const text = readFileSync(join(root, "docs/rules", `${rule.id}.md`), "utf8");
      const wrong = examples(text, "Wrong");
      const right = examples(text, "Right");
      assert.ok(wrong.length > 0 && right.length > 0);
      for (const heading of ["Why", "What is understood"])
        assert.match(text, new RegExp(`^## ${heading}\\n\\n[^#\\s]`, "m"), `${heading} is empty`);
      const rulesIn = async (texts: Map<string, string>) =>
        [...(await checkTogether(texts, optionsFor(rule))).values()].flat().map(({ rule: id }) => id);
      for (const texts of wrong) {
        const found = await rulesIn(texts);
        assert.deepEqual([...new Set(found)], [rule.id]);
      }
      for (const texts of right) assert.deepEqual(await rulesIn(texts), []);
    });
  }
});

describe("node kinds", () => {
  const used: readonly (readonly [readonly GrammarName[], readonly string[]])[] = [
    [["python"], [...pythonKinds, ...pythonTextKinds]],
    [
      ["javascript", "typescript", "tsx"],
      [...javascriptKinds, ...javascriptTextKinds],
    ],
    [["go"], goKinds],
    [["c-sharp"], csharpKinds],
    [["java"], javaKinds],
    [["kotlin"], kotlinKinds],
    [["scala"], scalaKinds],
    [["bash"], bashKinds],
  ];
  for (const [grammars, kinds] of used) {
    it(`of ${grammars[0]} exist in the grammar`, async () => {
      await Promise.all(grammars.map((name) => engine.grammars.load(name)));
      const languages = grammars.map((name) => engine.grammars.language(name));
      const missing = kinds.filter((kind) =>
        languages.every((language) => language.idForNodeType(kind, true) === null),
      );
      assert.deepEqual(missing, []);
    });
  }
});
