import assert from "node:assert/strict";
import { addPackages, lackingPackages } from "../../../../src/core/snippets/manifests.ts";
import type { Registry } from "../../../../src/core/snippets/snippet.ts";

const sql = { name: "databricks-sql-connector[pyarrow]", version: "4.9.0" };
const driver = { name: "@databricks/sql", version: "2.1.0" };
const jdbc = { name: "com.databricks:databricks-jdbc", version: "3.4.5" };
const goSdk = { name: "github.com/databricks/databricks-sdk-go", version: "v0.130.0" };

type Case = readonly [Registry, manifest: string, wanted: typeof sql, before: string, after: string];

const cases: Readonly<Record<string, Case>> = {
  "requirements.txt": ["pypi", "requirements.txt", sql, "requests", `requests\n${sql.name}==4.9.0\n`],
  "an empty requirements.txt": ["pypi", "requirements.txt", sql, "", `${sql.name}==4.9.0\n`],
  "a list of pyproject.toml over lines": [
    "pypi",
    "pyproject.toml",
    sql,
    '[project]\nname = "a"\ndependencies = [\n    "requests[x]", # "not"\n]\n\n[tool.x]\ndependencies = []\n',
    `[project]\nname = "a"\ndependencies = [\n    "requests[x]", # "not"\n    "${sql.name}>=4.9.0",\n]\n\n[tool.x]\ndependencies = []\n`,
  ],
  "a list on one line": [
    "pypi",
    "pyproject.toml",
    sql,
    '[project]\ndependencies = ["requests"]\n',
    `[project]\ndependencies = ["requests", "${sql.name}>=4.9.0"]\n`,
  ],
  "an empty list": [
    "pypi",
    "pyproject.toml",
    sql,
    "[project]\ndependencies = []\n",
    `[project]\ndependencies = ["${sql.name}>=4.9.0"]\n`,
  ],
  "Poetry's table": [
    "pypi",
    "pyproject.toml",
    sql,
    '[tool.poetry.dependencies]\npython = "^3.12"\n\n[tool.poetry.group.dev.dependencies]\nruff = "*"\n',
    '[tool.poetry.dependencies]\npython = "^3.12"\ndatabricks-sql-connector = { version = "^4.9.0", extras = ["pyarrow"] }\n\n[tool.poetry.group.dev.dependencies]\nruff = "*"\n',
  ],
  "a pyproject.toml that lists no package yet": [
    "pypi",
    "pyproject.toml",
    sql,
    '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "a"\nversion = "1"\n\n[tool.x]\ny = 1\n',
    `[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "a"\nversion = "1"\ndependencies = ["${sql.name}>=4.9.0"]\n\n[tool.x]\ny = 1\n`,
  ],
  "package.json": [
    "npm",
    "package.json",
    driver,
    '{\n    "name": "a",\n    "dependencies": {\n        "pg": "^8"\n    }\n}\n',
    '{\n    "name": "a",\n    "dependencies": {\n        "pg": "^8",\n        "@databricks/sql": "^2.1.0"\n    }\n}\n',
  ],
  "package.json without dependencies": [
    "npm",
    "package.json",
    driver,
    '{\n  "name": "a"\n}\n',
    '{\n  "name": "a",\n  "dependencies": {\n    "@databricks/sql": "^2.1.0"\n  }\n}\n',
  ],
  "pom.xml, not what it only manages": [
    "maven",
    "pom.xml",
    jdbc,
    "<project>\n  <dependencyManagement>\n    <dependencies>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>\n  </dependencies>\n</project>\n",
    "<project>\n  <dependencyManagement>\n    <dependencies>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>\n    <dependency>\n      <groupId>com.databricks</groupId>\n      <artifactId>databricks-jdbc</artifactId>\n      <version>3.4.5</version>\n    </dependency>\n  </dependencies>\n</project>\n",
  ],
  "pom.xml, where only managed ones are listed": [
    "maven",
    "pom.xml",
    jdbc,
    "<project>\n  <dependencyManagement>\n    <dependencies>\n    </dependencies>\n  </dependencyManagement>\n</project>\n",
    "<project>\n  <dependencyManagement>\n    <dependencies>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>\n    <dependency>\n      <groupId>com.databricks</groupId>\n      <artifactId>databricks-jdbc</artifactId>\n      <version>3.4.5</version>\n    </dependency>\n  </dependencies>\n</project>\n",
  ],
  "build.gradle, not what builds the build": [
    "maven",
    "build.gradle",
    jdbc,
    "buildscript {\n    dependencies {\n    }\n}\ndependencies {\n}\n",
    "buildscript {\n    dependencies {\n    }\n}\ndependencies {\n    implementation 'com.databricks:databricks-jdbc:3.4.5'\n}\n",
  ],
  "build.gradle.kts": [
    "maven",
    "build.gradle.kts",
    jdbc,
    "dependencies {\n}\n",
    'dependencies {\n    implementation("com.databricks:databricks-jdbc:3.4.5")\n}\n',
  ],
  "go.mod with a block": [
    "go",
    "go.mod",
    goSdk,
    "module acme\n\ngo 1.24\n\nrequire (\n\tgolang.org/x/text v0.3.0\n)\n",
    "module acme\n\ngo 1.24\n\nrequire (\n\tgithub.com/databricks/databricks-sdk-go v0.130.0\n\tgolang.org/x/text v0.3.0\n)\n",
  ],
  "go.mod without": [
    "go",
    "go.mod",
    goSdk,
    "module acme\n\ngo 1.24\n",
    "module acme\n\ngo 1.24\n\nrequire github.com/databricks/databricks-sdk-go v0.130.0\n",
  ],
};

describe("a snippet's package", () => {
  for (const [what, [registry, manifest, wanted, before, after]] of Object.entries(cases))
    it(`goes into ${what}, and is then no longer missing`, () => {
      const file = (text: string) => new Map([[manifest, text]]);
      assert.deepEqual(lackingPackages(file(before), [wanted]), [wanted]);
      const edit = addPackages(registry, manifest, before, [wanted]);
      assert.ok(edit);
      const text = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
      assert.equal(text, after);
      assert.deepEqual(lackingPackages(file(text), [wanted]), []);
    });

  it("goes in beside another, in one edit", () => {
    const sdk = { name: "databricks-sdk", version: "0.156.0" };
    assert.deepEqual(addPackages("pypi", "requirements.txt", "requests", [sql, sdk]), {
      start: 8,
      end: 8,
      text: `\n${sql.name}==4.9.0\ndatabricks-sdk==0.156.0\n`,
    });
    const inline = '{ "dependencies": { "pg": "^8" } }';
    const edit = addPackages("npm", "package.json", inline, [driver, sdk]);
    assert.ok(edit);
    assert.deepEqual(JSON.parse(inline.slice(0, edit.start) + edit.text + inline.slice(edit.end)), {
      dependencies: { pg: "^8", "@databricks/sql": "^2.1.0", "databricks-sdk": "^0.156.0" },
    });
    assert.equal(addPackages("npm", "package.json", "{}", []), undefined);
  });

  it("has no place in a manifest without a list", () => {
    assert.equal(addPackages("pypi", "pyproject.toml", "[tool.ruff]\n", [sql]), undefined);
    const dynamic = '[project]\nname = "a"\ndynamic = ["version", "dependencies"]\n';
    assert.equal(addPackages("pypi", "pyproject.toml", dynamic, [sql]), undefined);
    assert.equal(addPackages("maven", "pom.xml", "<project/>\n", [jdbc]), undefined);
    assert.equal(addPackages("maven", "build.gradle", "plugins {}\n", [jdbc]), undefined);
  });

  it("is not missing where it stands in other words", () => {
    const texts = new Map([["requirements.txt", "Databricks_SQL.connector >= 4\n"]]);
    assert.deepEqual(lackingPackages(texts, [sql]), []);
  });
});
