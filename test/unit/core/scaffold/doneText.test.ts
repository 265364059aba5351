import assert from "node:assert/strict";
import { doneText } from "../../../../src/core/scaffold/doneText.ts";
import { plan, projectOf, projects, snippetsFor } from "./projects.ts";

const files = projects["Python, FastAPI"];
const project = projectOf(files);

function planned(connector: string) {
  const [, snippet] = snippetsFor(project).find(([, each]) => each.connector === connector) ?? assert.fail();
  return plan(files, snippet);
}

const check = "“python -m app.databricks_connector.check”";

describe("what is said when a connector was added", () => {
  it("is the next step, which needs no account", () => {
    assert.equal(
      doneText(project, planned("python-sql"), []),
      "PWAF: Connector added. Next: “pip install -r requirements.txt”, then “pwaf conform --emulator” says whether it works.",
    );
  });

  it("names what was left out; without an entry in pwaf.json it is the check that says whether it works", () => {
    assert.equal(
      doneText(project, planned("python-sql"), ["README.md", "pwaf.json"]),
      `PWAF: Connector added. Left out, since not ticked: README.md, pwaf.json. Next: “pip install -r requirements.txt”, then ${check} says whether it works, with the variables of .env.example set.`,
    );
    assert.match(
      doneText(project, planned("lakebase"), []),
      /, then “python -m .*\.check” says .* set\. pwaf\.json has no/,
    );
  });

  it("lets README and application wait for the user's tick, and nothing that the next step needs", () => {
    const { files: created, changes } = planned("python-sql");
    const optional = [...created, ...changes].filter(({ isOptional }) => isOptional).map(({ path }) => path);
    assert.deepEqual(optional, ["README.md", "app/main.py"]);
  });
});
