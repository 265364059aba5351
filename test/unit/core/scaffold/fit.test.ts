import assert from "node:assert/strict";
import { parseConformance } from "../../../../src/core/conformance/entries.ts";
import { detectProjects } from "../../../../src/core/scaffold/project.ts";
import type { Snippet } from "../../../../src/core/snippets/snippet.ts";
import type { Files } from "./projects.ts";
import { carriedOut, plan, projectOf, projects, snippetsFor } from "./projects.ts";

const identity = '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n';

/** A service with uv in the src layout, whose packages and README are written in ways of their own. */
const uvService: Files = {
  "pyproject.toml":
    '[project]\nname = "acme-loader"\nversion = "1.2.0"\nauthors = [\n    { name = "Acme" },\n]\n\n[build-system]\nrequires = ["hatchling"]\n',
  "uv.lock": "version = 1\n",
  "src/acme_loader/__init__.py": "",
  "src/acme_loader/cli.py": "",
  "test/test_cli.py": "",
  "readme.rst": "Acme\n====\n",
  ".env.sample": "PORT=8080\n",
  "pwaf.json": identity,
};

/** An API with Poetry, whose package has no `__init__.py`. */
const poetryApi: Files = {
  "pyproject.toml":
    '[tool.poetry]\nname = "acme"\n\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = { version = "^0.121", extras = ["standard"] }\n',
  "poetry.lock": "",
  "api/main.py":
    'from fastapi import FastAPI\nfrom api.routes import orders\n\n\ndef make() -> FastAPI:\n    return FastAPI()\n\n\napp = FastAPI(title="Acme")\napp.include_router(orders)\n',
  "api/routes.py": "",
  "README.md": "# Acme\n",
  "pwaf.json": identity,
};

/** Files side by side in a folder, the packages in requirements.txt, and a pyproject.toml that only configures tools. */
const flatApi: Files = {
  "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
  "requirements.txt": "fastapi==0.121.0\n",
  "backend/main.py": "from fastapi import FastAPI\nfrom settings import title\n\napp = FastAPI(title=title)\n",
  "backend/settings.py": 'title = "Acme"\n',
  "pwaf.json": identity,
};

/** A package of TypeScript with pnpm, Vitest and a bundler. */
const pnpmPackage: Files = {
  "package.json":
    '{\n  "name": "acme",\n  "packageManager": "pnpm@10.2.0",\n  "devDependencies": {\n    "typescript": "^6.0.0",\n    "vitest": "^4.0.0"\n  }\n}\n',
  "tsconfig.json": '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }\n',
  "src/index.ts": "export {};\n",
  "pwaf.json": identity,
};

/** A module of a Maven build: its parent manages versions, and JUnit comes with Spring's starter. */
const springModule: Files = {
  "pom.xml":
    "<project>\n    <parent>\n        <artifactId>acme</artifactId>\n    </parent>\n    <dependencies>\n        <dependency>\n            <artifactId>spring-boot-starter-test</artifactId>\n        </dependency>\n    </dependencies>\n    <build>\n        <plugins>\n            <plugin>\n                <dependencies>\n                </dependencies>\n            </plugin>\n        </plugins>\n    </build>\n</project>\n",
  mvnw: "",
  "src/main/java/com/acme/loader/Application.java": "package com.acme.loader;\n",
  "src/main/java/com/acme/loader/web/Orders.java": "package com.acme.loader.web;\n",
  "pwaf.json": identity,
};

function added(files: Files, choose: (snippet: Snippet) => boolean = () => true) {
  const [, snippet] = snippetsFor(projectOf(files)).find(([, each]) => choose(each)) ?? assert.fail();
  const planned = plan(files, snippet);
  const after = carriedOut(files, planned);
  return { planned, after, entry: parseConformance(after["pwaf.json"] ?? "").entries[0] };
}

describe("a connector fits the project it is added to", () => {
  it("runs Python by uv, and keeps to the folders and files that are there", () => {
    const { after, entry } = added(uvService);
    assert.deepEqual(entry?.command, ["uv", "run", "python", "-m", "acme_loader.databricks_connector.check"]);
    assert.equal(entry.folder, "src");
    assert.ok(after["test/test_databricks_connector.py"]);
    assert.match(after["pyproject.toml"] ?? "", /^\]\ndependencies = \["databricks-sql-connector\[pyarrow\]>=/m);
    assert.match(after[".env.sample"] ?? "", /^PORT=8080\n\n# Workspace URL/);
    assert.equal(after[".env.example"], undefined);
    assert.equal(after["readme.rst"], uvService["readme.rst"]);
    assert.match(after["DATABRICKS.md"] ?? "", /uv sync .*\ncd src && uv run python -m acme_loader/);
    assert.equal(after["README.md"], undefined);
  });

  it("runs Python by Poetry, inside a package without __init__.py", () => {
    const { after, entry } = added(poetryApi);
    assert.deepEqual(entry?.command, ["poetry", "run", "python", "-m", "api.databricks_connector.check"]);
    const main = after["api/main.py"] ?? "";
    assert.match(main, /^from api\.databricks_connector\.router import router as databricks_router$/m);
    assert.match(main, /^app = FastAPI\(title="Acme"\)\napp\.include_router\(databricks_router\)$/m);
    assert.match(after["pyproject.toml"] ?? "", /^databricks-sql-connector = \{ version = /m);
    assert.match(after["README.md"] ?? "", /poetry lock && poetry install/);
  });

  it("lies beside modules that name each other without a package", () => {
    const { after, entry, planned } = added(flatApi);
    assert.deepEqual(entry?.command, ["python", "-m", "databricks_connector.check"]);
    assert.equal(entry.folder, "backend");
    assert.match(after["backend/main.py"] ?? "", /^from databricks_connector\.router import/m);
    assert.ok(after["backend/databricks_connector/router.py"]);
    assert.match(after["requirements.txt"] ?? "", /^databricks-sql-connector/m);
    assert.deepEqual(planned.notes, []);
  });

  it("says where a router has to go that it cannot put there", () => {
    const { planned } = added({ ...flatApi, "backend/main.py": "def make():\n    app = FastAPI()\n    return app\n" });
    assert.deepEqual(planned.notes, [
      "Include the router of databricks_connector.router where the application is made.",
    ]);
  });

  it("runs TypeScript by pnpm, with the project's own test runner and imports as a bundler wants them", () => {
    const { after, entry, planned } = added(pnpmPackage);
    assert.deepEqual(entry?.command, ["pnpm", "exec", "tsx", "src/databricks/check.ts"]);
    assert.match(after["src/databricks/databricks.test.ts"] ?? "", /^import \{ describe, it \} from "vitest";$/m);
    assert.match(after["src/databricks/operations.ts"] ?? "", /^import \{ connect \} from "\.\/connection";$/m);
    assert.match(after["README.md"] ?? "", /pnpm exec vitest run src\/databricks\/databricks\.test\.ts/);
    assert.deepEqual(planned.notes, ["For development it needs: pnpm add -D tsx @types/node."]);
  });

  it("goes into a module of a Maven build, and leaves the parent alone", () => {
    const { after, entry } = added(springModule);
    assert.equal(entry?.command[0], "./mvnw");
    assert.ok(after["src/main/java/com/acme/loader/databricks/DatabricksCheck.java"]);
    assert.ok(after["src/test/java/com/acme/loader/databricks/DatabricksTest.java"]);
    assert.match(
      after["pom.xml"] ?? "",
      /<version>[\d.]+<\/version>\n {8}<\/dependency>\n {4}<\/dependencies>\n {4}<build>/,
    );
    const parent = { ...springModule, "pom.xml": "<project>\n  <packaging>pom</packaging>\n</project>\n" };
    assert.throws(() => projectOf(parent), /no project/);
  });

  it("uses what a folder above has for all projects in it", () => {
    const detect = (files: Files, above: readonly string[]) =>
      detectProjects({ paths: Object.keys(files), texts: new Map(Object.entries(files)), above })[0];
    const python = detect({ "pyproject.toml": "[project]\n" }, ["../../uv.lock"]);
    assert.deepEqual(python?.kind === "python" && python.python, ["uv", "run", "python"]);
    assert.equal(detect({ "package.json": "{}" }, ["../yarn.lock"])?.install, "yarn install");
    assert.equal(detect({ "build.gradle": "" }, ["../gradlew"])?.install, "../gradlew classes");
    // Its own counts more.
    assert.equal(detect({ "package.json": "{}", "package-lock.json": "" }, ["../yarn.lock"])?.install, "npm install");
  });

  for (const [name, files] of Object.entries({
    uvService,
    poetryApi,
    flatApi,
    pnpmPackage,
    springModule,
    gradle: projects["Java, Gradle"],
  }))
    it(`says so when it is there already, and repeats nothing: ${name}`, () => {
      const { after, planned } = added(files);
      assert.throws(() => added(after), { reason: "conflict" });
      // What was put into files around the code is not put there a second time.
      const own = new Set(
        planned.files.map(({ path }) => path).filter((path) => !/\.(?:md|sample|example)$/.test(path)),
      );
      const without = Object.fromEntries(Object.entries(after).filter(([path]) => !own.has(path)));
      const again = added(without).after;
      for (const path of Object.keys(without)) assert.equal(again[path], after[path], path);
    });
});
