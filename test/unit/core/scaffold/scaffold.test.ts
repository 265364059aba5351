import assert from "node:assert/strict";
import { parseConformance } from "../../../../src/core/conformance/entries.ts";
import { fields } from "../../../../src/core/formKit/fields.ts";
import { planConnector } from "../../../../src/core/scaffold/scaffold.ts";
import { lint } from "./linting.ts";
import type { Files } from "./projects.ts";
import { carriedOut, plan, projectOf, projects, snippetsFor, versions } from "./projects.ts";

describe("a connector that is added to a project", () => {
  for (const [name, before] of Object.entries(projects)) {
    for (const [title, snippet] of snippetsFor(projectOf(before))) {
      it(`passes the linter: ${name}, ${title}`, async () => {
        const after = carriedOut(before, plan(before, snippet));
        const { findings, sites } = await lint(after);
        assert.deepEqual(findings, []);
        const own = sites.filter(({ connector }) => connector === snippet.connector);
        assert.deepEqual(
          own.map(({ userAgent }) => `${userAgent.status} ${userAgent.value ?? ""}`),
          own.map(() => "set-valid Acme_Loader/1.2.0"),
        );
        // A session that another file makes is not followed to its calls; nothing is said about them.
        if (snippet.connector !== "rest") assert.notEqual(own.length, 0);
      });

      it(`is complete: ${name}, ${title}`, () => {
        const planned = plan(before, snippet);
        const after = carriedOut(before, planned);
        assert.ok(!Object.values(after).some((text) => /<workspace host>|<warehouse id>|<isv>/.test(text)));
        const { entries, problems } = parseConformance(after["pwaf.json"] ?? "");
        assert.deepEqual(problems, []);
        // What a recorder of HTTP cannot see, or this machine not run, has no entry; the user is told.
        const hasEntry = snippet.connector !== "lakebase" && snippet.auth !== "azure-msi";
        assert.equal(entries[0]?.connector, hasEntry ? snippet.connector : undefined);
        assert.equal(planned.notes.join(" ").includes("no conformance entry"), !hasEntry);
        // What the example asks for is what the code reads, and nothing of another way to sign in.
        const named = [...(after[".env.example"] ?? "").matchAll(/^(?:# )?([A-Z_0-9]+)=/gm)].map(
          ([, variable]) => variable,
        );
        const code = planned.files.filter(({ path }) => !/\.(?:md|json|example)$/.test(path)).map(({ text }) => text);
        const read = fields.filter(({ variable }) => new RegExp(`\\b${variable}\\b`).test(code.join("\n")));
        assert.deepEqual(
          named,
          read.map(({ variable }) => variable),
        );
        for (const { path } of planned.files) assert.ok(path !== "README.md" || after[path]?.includes("## Databricks"));
      });
    }
  }
});

describe("adding a connector", () => {
  const [, m2m] = snippetsFor(projectOf(projects["Python, FastAPI"]))[0] ?? assert.fail();

  it("puts the router behind the application that is made", () => {
    const after = carriedOut(projects["Python, FastAPI"], plan(projects["Python, FastAPI"], m2m));
    assert.match(
      after["app/main.py"] ?? "",
      /FastAPI\nfrom app\.databricks_connector\.router import router as databricks_router\n\napp = FastAPI\(\n {4}title="Acme \(loader\)",\n\)\napp\.include_router\(databricks_router\)\n/,
    );
  });

  it("gives a Gradle build the package and a task for the check", () => {
    const files = projects["Java, Gradle"];
    const [, snippet] = snippetsFor(projectOf(files))[0] ?? assert.fail();
    assert.match(
      carriedOut(files, plan(files, snippet))["build.gradle.kts"] ?? "",
      /dependencies \{\n {4}implementation\("com\.databricks:databricks-jdbc:[\d.]+"\)\n {4}testImpl[^]*\}\n\ntasks\.register<JavaExec>\("databricksCheck"\) \{\n/,
    );
  });

  it("overwrites nothing: it goes to a folder of its own, and stops where each one is taken", () => {
    const before: Files = { ...projects["Python, FastAPI"], "app/databricks_connector/config.py": "mine = True\n" };
    const after = carriedOut(before, plan(before, m2m));
    assert.equal(after["app/databricks_connector/config.py"], "mine = True\n");
    assert.ok(after["app/databricks_connector_sql/config.py"]);
    const full: Files = {
      ...before,
      "app/databricks_connector_sql/check.py": "",
      "app/databricks_connector_sql_m2m/check.py": "",
    };
    assert.throws(() => plan(full, m2m), { message: "app/databricks_connector/config.py is there already." });
  });

  it("keeps what README, example and manifest have", () => {
    const before: Files = {
      ...projects["Python, FastAPI"],
      "README.md": "# Acme\n\nMine.\n",
      ".env.example": "PORT=80\nDATABRICKS_HOST=\n",
      "requirements.txt": "fastapi==0.121.0\ndatabricks-sdk==0.150.0\n",
    };
    const after = carriedOut(before, plan(before, m2m));
    assert.match(after["README.md"] ?? "", /^# Acme\n\nMine\.\n\n## Databricks: /);
    assert.match(after[".env.example"] ?? "", /^PORT=80\nDATABRICKS_HOST=\n\n# HTTP path/);
    assert.match(after["requirements.txt"] ?? "", /databricks-sdk==0\.150\.0\ndatabricks-sql-connector\[pyarrow\]==/);
  });

  it("keeps the variables of another way to sign in apart", () => {
    const before: Files = { ...projects["Python, FastAPI"], ".env.example": "DATABRICKS_TOKEN=\n" };
    const after = carriedOut(before, plan(before, m2m));
    assert.equal(after[".env.example"], "DATABRICKS_TOKEN=\n");
    assert.match(after[".env.python-sql-m2m.example"] ?? "", /DATABRICKS_CLIENT_SECRET=/);
    assert.match(after["app/databricks_connector/check.py"] ?? "", /See \.env\.python-sql-m2m\.example/);
  });

  it("runs the check from the folder of the pwaf.json that counts", () => {
    const files = projects["Python, plain"];
    const texts = new Map(Object.entries(files));
    const request = { project: projectOf(files), snippet: m2m, userAgent: "Acme_Loader/1.2.0", versions, texts };
    const config = { text: files["pwaf.json"], below: "services/acme" };
    const planned = planConnector({ ...request, paths: [...texts.keys()], config });
    assert.equal(parseConformance(planned.config).entries[0]?.folder, "services/acme/src");
    const again = planConnector({ ...request, paths: [...texts.keys()], config: { ...config, text: planned.config } });
    assert.equal(again.config, planned.config);
  });

  it("does the same twice as once to a README", () => {
    const once = carriedOut(projects["Python, FastAPI"], plan(projects["Python, FastAPI"], m2m));
    const again: Files = { ...projects["Python, FastAPI"], "README.md": once["README.md"] ?? "" };
    assert.equal(carriedOut(again, plan(again, m2m))["README.md"], once["README.md"]);
  });
});
