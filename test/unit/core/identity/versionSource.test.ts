import assert from "node:assert/strict";
import { versionFrom } from "../../../../src/core/identity/versionSource.ts";

/** The version that the first file states, the others beside it. */
async function from(files: Readonly<Record<string, string>>): Promise<string> {
  const answer = await versionFrom(Object.keys(files)[0] ?? "VERSION", async (path) => files[path]);
  return "version" in answer ? answer.version : `none: ${answer.problem}`;
}

const cases: readonly (readonly [what: string, files: Record<string, string>, expected: string | RegExp])[] = [
  ["package.json", { "package.json": '{ "name": "x", "nested": { "version": "9" }, "version": "1.2.3" }' }, "1.2.3"],
  ["package.json in a folder", { "web/package.json": '{ "version": "1.2.3-beta.1+5" }' }, "1.2.3-beta.1+5"],
  ["package.json without one", { "package.json": '{ "name": "x" }' }, /package\.json states no version/],
  ["package.json that is broken", { "package.json": "{" }, /states no version/],
  ["a file that is not there", {}, /there is no file VERSION beside/],
  [
    "[project]",
    { "pyproject.toml": '[tool.x]\nversion = "9"\n[project]\nname = "x"\nversion = "1.2" # ours\n' },
    "1.2",
  ],
  ["Poetry", { "pyproject.toml": "[tool.other]\nversion = \"9\"\n[tool.poetry]\nversion = '1.2'\n" }, "1.2"],
  [
    "poetry-dynamic-versioning",
    { "pyproject.toml": '[tool.poetry]\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n' },
    /made by poetry-dynamic-versioning/,
  ],
  ["pyproject.toml of tools only", { "pyproject.toml": '[tool.other]\nversion = "9"\n' }, /states no version/],
  [
    "setuptools, attr",
    {
      "pyproject.toml":
        '[project]\nname = "x"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { attr = "acme_loader.__version__" }\n',
      "src/acme_loader/__init__.py": '"""Loads."""\n__version__: str = "2.0.1"\n',
    },
    "2.0.1",
  ],
  [
    "setuptools, attr of a module with another name",
    {
      "pyproject.toml": '[tool.setuptools.dynamic]\nversion = {attr = "acme.about.RELEASE"}\n',
      "acme/about.py": 'VERSION = "9"\nRELEASE = "2.0.2"\n',
    },
    "2.0.2",
  ],
  [
    "setuptools, file",
    { "pyproject.toml": '[tool.setuptools.dynamic.version]\nfile = ["VERSION"]\n', VERSION: "3.0\n" },
    "3.0",
  ],
  [
    "Hatch, path",
    {
      "pyproject.toml": '[project]\ndynamic = ["version"]\n[tool.hatch.version]\npath = "src/x/__about__.py"\n',
      "src/x/__about__.py": "__version__ = '4.1'\n",
    },
    "4.1",
  ],
  ["Hatch, from git", { "pyproject.toml": '[tool.hatch.version]\nsource = "vcs"\n' }, /made by vcs/],
  ["setuptools_scm", { "pyproject.toml": '[project]\ndynamic = ["version"]\n[tool.setuptools_scm]\n' }, /git tags/],
  [
    "Flit",
    {
      "pyproject.toml":
        '[build-system]\nbuild-backend = "flit_core.buildapi"\n[project]\nname = "acme-loader"\ndynamic = ["version", "description"]\n',
      "acme_loader/__init__.py": '__version__ = "5.0"\n',
    },
    "5.0",
  ],
  [
    "an attr that nothing sets",
    { "pyproject.toml": '[tool.setuptools.dynamic]\nversion = {attr = "acme.__version__"}\n' },
    /takes its version from acme\/__init__\.py or .*, which states none/,
  ],
  ["setup.cfg", { "setup.cfg": "[options]\nversion = 9\n[metadata]\nname = x\nversion = 1.0.1\n" }, "1.0.1"],
  [
    "setup.cfg, attr",
    { "setup.cfg": "[metadata]\nversion = attr: acme.__version__\n", "acme.py": "__version__ = '6'" },
    "6",
  ],
  ["setup.cfg, file", { "setup.cfg": "[metadata]\nversion = file: VERSION\n", VERSION: "7.0" }, "7.0"],
  ["setup.py", { "setup.py": 'setup(\n    name="x",\n    version="1.9",\n)\n' }, "1.9"],
  ["a module", { "acme/__init__.py": 'api_version = "9"\n__version__ = "1.8"\n' }, "1.8"],
  [
    "pom.xml",
    {
      "pom.xml":
        "<project>\n<!-- <version>8</version> -->\n<parent><version>9</version></parent>\n<dependencies><dependency><version>7</version></dependency></dependencies>\n<version>1.4.0</version></project>",
    },
    "1.4.0",
  ],
  [
    "pom.xml, parent",
    {
      "pom.xml":
        '<?xml version="1.0"?><project xmlns="x"><parent><artifactId>p</artifactId><version>1.5</version></parent><build><plugins><plugin><version>9</version></plugin></plugins></build></project>',
    },
    "1.5",
  ],
  [
    "pom.xml, property",
    { "pom.xml": "<project><version>${revision}</version><properties><revision>1.6</revision></properties></project>" },
    "1.6",
  ],
  [
    "pom.xml, property from outside",
    { "pom.xml": "<project><version>${revision}</version></project>" },
    /\$\{revision\}/,
  ],
  ["build.gradle", { "build.gradle": "plugins {\n  id 'x' version '9'\n}\ngroup = 'g'\nversion = '1.7.0'\n" }, "1.7.0"],
  ["build.gradle.kts", { "build.gradle.kts": 'plugins { id("x") version "9" }\nversion = "1.7.1"\n' }, "1.7.1"],
  [
    "build.gradle and its properties",
    { "build.gradle": "version = project.v\n", "gradle.properties": "a=1\nversion=1.7.2\n" },
    "1.7.2",
  ],
  [
    "Cargo.toml",
    { "Cargo.toml": '[package]\nname = "x"\nversion = "0.3.1"\n[dependencies]\ny = { version = "9" }\n' },
    "0.3.1",
  ],
  [
    "Cargo.toml of a workspace",
    { "Cargo.toml": '[workspace.package]\nversion = "0.4.0"\n[package]\nversion.workspace = true\n' },
    "0.4.0",
  ],
  [
    "a project file of .NET",
    { "Acme.csproj": "<Project><PropertyGroup><Version>2.2.0</Version></PropertyGroup></Project>" },
    "2.2.0",
  ],
  ["build.sbt", { "build.sbt": 'scalaVersion := "2.13"\nThisBuild / version := "0.9.0"\n' }, "0.9.0"],
  ["a Go constant", { "version.go": 'package acme\n\nconst Version = "1.10.0"\n' }, "1.10.0"],
  [
    "a typed Go constant in a group",
    { "internal/version.go": 'const (\n\tname = "x"\n\tversion string = "1.11.0"\n)\n' },
    "1.11.0",
  ],
  ["a TypeScript constant", { "src/version.ts": 'export const version: string = "1.12.0";\n' }, "1.12.0"],
  ["VERSION", { VERSION: "\ufeff1.2.3\r\n" }, "1.2.3"],
  ["VERSION that is none", { VERSION: "see the tags\n" }, /cannot be the version/],
  ["an empty file", { "version.txt": "\n" }, /states no version/],
  ["a circle", { "setup.cfg": "[metadata]\nversion = file: setup.cfg\n" }, /takes its version from setup\.cfg/],
];

describe("versionFrom", () => {
  for (const [what, files, expected] of cases) {
    it(`reads ${what}`, async () => {
      const found = await from(files);
      if (typeof expected === "string") assert.equal(found, expected);
      else assert.match(found, expected);
    });
  }

  it("never shows what a file holds that was named by mistake", async () => {
    const secret = "dapi" + "0".repeat(32);
    assert.ok(!(await from({ ".env": `DATABRICKS_TOKEN=${secret}` })).includes(secret));
  });
});
