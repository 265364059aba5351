import assert from "node:assert/strict";
import {
  dockerfileScripts,
  onlyRanges,
  workflowScripts,
} from "../../../../../src/core/lint/languages/shell/embedded.ts";
import { check } from "../samples.ts";

const url = "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list";

const workflow = `on: push
jobs:
  call:
    runs-on: ubuntu-latest
    steps:
      - run: curl -A Acme_Loader/1.2.0 ${url}
      - name: two lines
        run: |
          curl -H "Authorization: Bearer \${{ secrets.TOKEN }}" \\
            ${url}

          echo done
      - uses: actions/checkout@v4
        with:
          run-name: curl ${url}
`;

const dockerfile = `FROM debian
# RUN curl ${url}
RUN --mount=type=cache,target=/x apt-get update && \\
    curl ${url}
RUN ["curl", "${url}"]
COPY . .
`;

describe("shell code in other files", () => {
  it("is found in the steps of a workflow", () => {
    const found = workflowScripts(workflow).map(({ start, end }) => workflow.slice(start, end).trim().split("\n")[0]);
    assert.deepEqual(found, [
      `curl -A Acme_Loader/1.2.0 ${url}`,
      'curl -H "Authorization: Bearer ${{ secrets.TOKEN }}" \\',
    ]);
  });

  it("is found in the RUN lines of a Dockerfile, in their shell form", () => {
    const found = dockerfileScripts(dockerfile).map(({ start, end }) => dockerfile.slice(start, end).split("\n")[0]);
    assert.deepEqual(found, ["apt-get update && \\"]);
  });

  it("keeps its place, with expressions of the workflow as variables", () => {
    const text = onlyRanges(workflow, workflowScripts(workflow));
    assert.equal(text.length, workflow.length);
    assert.ok(text.includes('"Authorization: Bearer ${_secrets_TOKEN_'), text);
    assert.equal(text.indexOf("echo done"), workflow.indexOf("echo done"));
    assert.ok(!text.includes("run-name"));
  });

  it("is read like a script", async () => {
    const inWorkflow = (await check(".github/workflows/call.yml", workflow)).sites;
    assert.deepEqual(
      inWorkflow.map(({ userAgent, range }) => [userAgent.status, workflow.slice(range.start, range.end)]),
      [
        ["set-valid", "curl"],
        ["missing", "curl"],
      ],
    );
    const inDockerfile = (await check("Dockerfile", dockerfile)).sites;
    assert.deepEqual(
      inDockerfile.map(({ userAgent, range }) => [userAgent.status, range.start]),
      [["missing", dockerfile.indexOf("    curl") + 4]],
    );
  });
});
