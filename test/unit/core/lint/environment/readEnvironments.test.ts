import assert from "node:assert/strict";
import type { ConfigurationKind } from "../../../../../src/core/lint/languages/configurationFiles.ts";
import { configurationKind } from "../../../../../src/core/lint/languages/configurationFiles.ts";
import { readConfiguration } from "../../../../../src/core/lint/settings/readConfiguration.ts";
import { code } from "../samples.ts";

/** Each block in short: `label: NAME=value …`. Every range must hold the variable's name. */
function blocks(path: string, text: string): string[] {
  const kind = configurationKind(path) as ConfigurationKind;
  return readConfiguration(path, kind, text).environments.map(({ label, variables }) => {
    for (const { name, start, end } of variables) assert.equal(text.slice(start, end), name);
    return `${label}: ${variables.map(({ name, value }) => `${name}=${value}`).join(" ")}`;
  });
}

describe("environments", () => {
  const cases: readonly (readonly [what: string, path: string, text: string, expected: readonly string[]])[] = [
    [
      "Dockerfile, stage by stage",
      "Dockerfile",
      code`
      ARG BASE=python:3.12
      FROM $BASE AS build
      ENV A=1 B="two words" \
          # between
          C=3
      ENV OLD form of it
      FROM build
      ARG D=4
      ARG E
      ENV A=
      # ENV F=6`,
      ["Stage `build`: A=1 B=two words C=3 OLD=form of it", "This image: B=two words C=3 OLD=form of it D=4"],
    ],
    [
      "workflow, level by level",
      ".github/workflows/ci.yml",
      code`
      env: { A: 1 }
      jobs:
        test:
          env: { B: 2 }
          steps:
            - run: x
            - env: { A: 3 }`,
      ["This workflow: A=1", "Job `test`: A=1 B=2", "A step of job `test`: B=2 A=3"],
    ],
    [
      "Azure pipeline",
      "azure-pipelines.yml",
      code`
      variables:
        - name: A
          value: 1
        - group: secrets
      stages:
        - jobs:
            - steps:
                - script: x
                  env: { B: $(b) }`,
      ["This pipeline: A=1", "A step of this pipeline: A=1 B=$(b)"],
    ],
    [
      "app",
      "app.yaml",
      "env:\n  - name: A\n    value: 1\n  - name: B\n    valueFrom: secret\n",
      ["This app: A=1 B={secret}"],
    ],
    [
      "bundle",
      "databricks.yml",
      code`
      resources:
        apps:
          web:
            config:
              env: [{ name: A, value: "1" }]
        jobs:
          load:
            job_clusters:
              - new_cluster:
                  spark_env_vars: { B: 2 }`,
      ["App `web`: A=1", "A cluster: B=2"],
    ],
    [
      "Kubernetes, with several documents",
      "deploy.yaml",
      code`
      apiVersion: apps/v1
      kind: Deployment
      spec:
        template:
          spec:
            containers:
              - name: web
                env:
                  - { name: A, value: "1" }
                  - { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings }
      data: { C: "3" }`,
      ["Container `web`: A=1 B={s}", "`ConfigMap` `settings`: C=3"],
    ],
    [
      "launch configuration",
      ".vscode/launch.json",
      '{ // comment\n "configurations": [{ "name": "Run", "env": { "A": "1", }, }] }',
      ["Launch configuration `Run`: A=1"],
    ],
    [
      "container of the editor",
      ".devcontainer/devcontainer.json",
      '{ "containerEnv": { "A": "1" }, "remoteEnv": { "B": "2" } }',
      ["This container: A=1 B=2"],
    ],
    ["MCP servers", ".mcp.json", '{ "mcpServers": { "dbx": { "env": { "A": "1" } } } }', ["Server `dbx`: A=1"]],
  ];
  for (const [what, path, text, expected] of cases)
    it(`of a ${what}`, () => assert.deepEqual(blocks(path, text), expected));

  it("of a GitLab pipeline, where a variable may have a description", () => {
    const text =
      "variables:\n  A: { value: x, description: y }\n.hidden:\n  variables: { H: z }\ntest:\n  variables: { B: w }\n";
    const { environments } = readConfiguration(".gitlab-ci.yml", "yaml", text);
    assert.deepEqual(
      environments.map(({ label, variables }) => [label, variables.map(({ name, value }) => `${name}=${value}`)]),
      [
        ["This pipeline", ["A=x"]],
        ["Job `test`", ["A=x", "B=w"]],
      ],
    );
  });

  it("survive broken files", () => {
    for (const [, path, text] of cases)
      for (let end = 0; end < text.length; end++)
        assert.doesNotThrow(() =>
          readConfiguration(path, configurationKind(path) as ConfigurationKind, text.slice(0, end)),
        );
  });
});
