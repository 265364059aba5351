import assert from "node:assert/strict";
import { parseConformance } from "../../../../src/core/conformance/entries.ts";
import type { ConnectorId } from "../../../../src/core/lint/sites.ts";
import { connectionFiles } from "../../../../src/core/scaffold/project.ts";
import type { SnippetAuth } from "../../../../src/core/snippets/snippet.ts";
import { lint } from "./linting.ts";
import type { Files } from "./projects.ts";
import { carriedOut, plan, projectOf, projects, snippetsFor } from "./projects.ts";

/** Where a second connector goes, by kind of project: its connection, and the conformance entry's last word. */
const places: Readonly<Record<keyof typeof projects, readonly [folder: string, check: string]>> = {
  "Python, plain": ["src/acme/databricks_connector_sdk/", "acme.databricks_connector_sdk.check"],
  "Python, FastAPI": ["app/databricks_connector_sdk/", "app.databricks_connector_sdk.check"],
  TypeScript: ["src/databricks-sdk/", "src/databricks-sdk/check.ts"],
  JavaScript: ["databricks-sdk/", "databricks-sdk/check.mjs"],
  "Java, Maven": ["src/main/java/com/acme/databricks/sdk/", "-Dexec.mainClass=com.acme.databricks.sdk.DatabricksCheck"],
  "Java, Gradle": ["src/main/java/com/acme/databricks/sdk/", "databricksSdkCheck"],
  Go: ["internal/databrickssdk/", "./cmd/databricks-sdk-check"],
};

const sqlClients: readonly ConnectorId[] = ["python-sql", "node-sql", "jdbc", "go-sql"];
const sdks: readonly ConnectorId[] = ["python-sdk", "js-sdk", "java-sdk", "go-sdk"];

function withConnector(files: Files, connectors: readonly ConnectorId[], auth: SnippetAuth = "m2m") {
  const chosen = snippetsFor(projectOf(files)).find(
    ([, snippet]) => connectors.includes(snippet.connector) && snippet.auth === auth,
  );
  const planned = plan(files, chosen?.[1] ?? assert.fail());
  return { planned, after: carriedOut(files, planned) };
}

describe("a second connector of a project", () => {
  for (const [name, [folder, check]] of Object.entries(places)) {
    const project: Files = projects[name as keyof typeof projects];

    it(`lies in a folder of its own, and nothing of the first one changes: ${name}`, async () => {
      const first = withConnector(project, sqlClients).after;
      const { after, planned } = withConnector(first, sdks);
      assert.ok(planned.files.some(({ path }) => path.startsWith(folder)));
      for (const { path } of planned.files) assert.equal(first[path], undefined, path);
      const { entries, problems } = parseConformance(after["pwaf.json"] ?? "");
      assert.deepEqual(problems, []);
      assert.equal(entries.length, 2);
      assert.equal(entries[1]?.command.at(-1), check);
      assert.equal(after["README.md"]?.match(/^## Databricks: /gm)?.length, 2);
      const { findings, sites } = await lint(after);
      assert.deepEqual(findings, []);
      const tagged = sites.filter(({ userAgent }) => userAgent.value === "Acme_Loader/1.2.0");
      assert.ok([sqlClients, sdks].every((known) => tagged.some(({ connector }) => known.includes(connector))));
    });

    it(`names the variables of Lakebase beside those of the first one, which sign in alike: ${name}`, async () => {
      const { after, planned } = withConnector(withConnector(project, sqlClients).after, ["lakebase"]);
      assert.match(after[".env.example"] ?? "", /^DATABRICKS_HTTP_PATH=$[^]*^LAKEBASE_ENDPOINT=$/m);
      assert.equal(after[".env.example"]?.match(/^DATABRICKS_CLIENT_ID=$/gm)?.length, 1);
      assert.ok(planned.files.some(({ path }) => path.includes("lakebase")));
      assert.deepEqual((await lint(after)).findings, []);
    });

    it(`takes the same client with another sign-in, and refuses what is there: ${name}`, () => {
      const first = withConnector(project, sqlClients).after;
      const second = withConnector(first, sqlClients, "pat").after;
      const third = withConnector(second, sqlClients, "u2m-token").after;
      assert.equal(parseConformance(third["pwaf.json"] ?? "").entries.length, 3);
      assert.equal(third["README.md"]?.match(/^## Databricks: /gm)?.length, 3);
      // The editor hands over the texts of these files only.
      const paths = Object.keys(third).filter((path) => /(?:connection\.\w+|DatabricksConnection\.java)$/.test(path));
      assert.equal(paths.filter((path) => connectionFiles.test(path)).length, 3);
      for (const auth of ["m2m", "pat", "u2m-token"] as const)
        assert.throws(() => withConnector(third, sqlClients, auth), { reason: "conflict" });
    });
  }

  it("stays beside the first one where the project has no package of its own", () => {
    const python = withConnector({ "requirements.txt": "", "pwaf.json": "{}" }, sqlClients).after;
    assert.ok(withConnector(python, sdks).after["databricks_connector_sdk/connection.py"]);
    const maven = { "pom.xml": projects["Java, Maven"]["pom.xml"], "pwaf.json": "{}" };
    const java = withConnector(maven, sqlClients).after;
    assert.ok(withConnector(java, sdks).after["src/main/java/databricks/sdk/DatabricksConnection.java"]);
  });

  it("has a router and routes of its own", () => {
    const { after } = withConnector(withConnector(projects["Python, FastAPI"], sqlClients).after, sdks);
    assert.match(after["app/main.py"] ?? "", /^app\.include_router\(databricks_router\)$/m);
    assert.match(after["app/main.py"] ?? "", /^app\.include_router\(databricks_sdk_router\)$/m);
    assert.match(after["app/databricks_connector_sdk/router.py"] ?? "", /prefix="\/databricks\/sdk"/);
  });
});
