import assert from "node:assert/strict";
import { readDotenv } from "../../../../src/core/lint/environment/dotenv.ts";
import { readConfiguration } from "../../../../src/core/lint/settings/readConfiguration.ts";
import { check, code } from "./samples.ts";

const both = "DATABRICKS_TOKEN=a\nDATABRICKS_CLIENT_SECRET=b\n";

async function rulesOf(path: string, text: string): Promise<string[]> {
  const { findings } = await check(path, text);
  return findings.map(({ rule }) => rule).filter((rule) => rule === "auth-mixed-env");
}

describe("dotenv", () => {
  const values: readonly (readonly [string, Record<string, string>])[] = [
    ["A=1", { A: "1" }],
    ["export A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["A = 'x y' # c", { A: "x y" }],
    ['A="x # y"', { A: "x # y" }],
    ["A=x # y", { A: "x" }],
    ["A=x#y", { A: "x#y" }],
    ["A=\nB=''\nC=\"\"\nD= # c\n", {}],
    ["# A=1\n  #B=2", {}],
    ["A=1\nA=2", { A: "2" }],
    ["A=1\nA=", {}],
    ['A="one\ntwo"\nB=3', { A: "one\ntwo", B: "3" }],
    ['A="open\nB=3', { A: '"open', B: "3" }],
    ["not a line\n=\nA", {}],
    ["", {}],
  ];
  for (const [text, expected] of values) {
    it(JSON.stringify(text), () => {
      const [block] = readDotenv(".env", text);
      assert.deepEqual(Object.fromEntries(block!.variables.map(({ name, value }) => [name, value])), expected);
      for (const { name, start, end } of block!.variables) assert.equal(text.slice(start, end), name);
    });
  }
});

describe("auth-mixed-env", () => {
  const cases: readonly (readonly [name: string, path: string, text: string, found: boolean])[] = [
    ["token and secret", ".env", both, true],
    ["any name of env file", ".env.production", both, true],
    ["with a type", ".env", `${both}DATABRICKS_AUTH_TYPE=pat\n`, false],
    ["token and basic", ".env", "DATABRICKS_TOKEN=a\nDATABRICKS_PASSWORD=b", true],
    ["token and azure", ".env", "DATABRICKS_TOKEN=a\nARM_CLIENT_SECRET=b", true],
    [
      "azure and google without Databricks",
      ".env",
      "# DATABRICKS_ comes later\nARM_CLIENT_ID=a\nGOOGLE_CREDENTIALS=b",
      false,
    ],
    ["id and secret are one kind", ".env", "DATABRICKS_CLIENT_ID=a\nDATABRICKS_CLIENT_SECRET=b", false],
    [
      "neutral variables",
      ".env",
      "DATABRICKS_HOST=h\nDATABRICKS_TOKEN=a\nDATABRICKS_CONFIG_PROFILE=p\nDATABRICKS_U2M_CLIENT_ID=c",
      false,
    ],
    [
      "stand-ins in an example",
      ".env.example",
      "DATABRICKS_TOKEN=<your-token>\nDATABRICKS_CLIENT_ID=your_client_id\nDATABRICKS_CLIENT_SECRET=changeme",
      false,
    ],
    ["values in an example", ".env.example", both, true],
    [
      "ignored",
      ".env",
      "DATABRICKS_TOKEN=a\n# pwaf-ignore auth-mixed-env: tests switch\nDATABRICKS_CLIENT_SECRET=b",
      false,
    ],
    [
      "compose map",
      "docker-compose.yml",
      code`
      services:
        web:
          environment:
            DATABRICKS_TOKEN: a
            DATABRICKS_CLIENT_ID: b`,
      true,
    ],
    [
      "compose list",
      "compose.yaml",
      code`
      services:
        web:
          environment:
            - DATABRICKS_TOKEN=a
            - "DATABRICKS_CLIENT_ID=b"`,
      true,
    ],
    [
      "compose, one service each",
      "compose.yaml",
      code`
      services:
        a:
          environment: [DATABRICKS_TOKEN=a]
        b:
          environment: [DATABRICKS_CLIENT_ID=b]`,
      false,
    ],
    [
      "compose, passed through",
      "compose.yaml",
      code`
      services:
        a:
          environment: [DATABRICKS_TOKEN, "DATABRICKS_CLIENT_ID=b"]`,
      false,
    ],
    [
      "compose, empty default",
      "compose.yaml",
      code`
      services:
        a:
          environment: { DATABRICKS_TOKEN: "$${"{DATABRICKS_TOKEN:-}"}", DATABRICKS_CLIENT_ID: b }`.replace("$$", "$"),
      false,
    ],
    [
      "compose, merged",
      "compose.yaml",
      code`
      x-common: &common
        DATABRICKS_TOKEN: a
      services:
        a:
          environment:
            <<: *common
            DATABRICKS_CLIENT_SECRET: b`,
      true,
    ],
    [
      "workflow job",
      ".github/workflows/ci.yml",
      code`
      env:
        DATABRICKS_TOKEN: a
      jobs:
        test:
          env:
            DATABRICKS_CLIENT_ID: b`,
      true,
    ],
    [
      "workflow step",
      ".github/workflows/ci.yml",
      code`
      jobs:
        test:
          env:
            DATABRICKS_TOKEN: a
          steps:
            - run: make
              env:
                DATABRICKS_CLIENT_ID: b`,
      true,
    ],
    [
      "workflow, one job each",
      ".github/workflows/ci.yml",
      code`
      jobs:
        a:
          env: { DATABRICKS_TOKEN: a }
        b:
          env: { DATABRICKS_CLIENT_ID: b }`,
      false,
    ],
    ["broken yaml", "compose.yaml", "services:\n  web: [\n DATABRICKS_TOKEN: a", false],
    ["another yaml file", "values.yaml", "DATABRICKS_TOKEN: a\nDATABRICKS_CLIENT_ID: b", false],
  ];
  for (const [name, path, text, found] of cases) {
    it(name, async () => assert.deepEqual(await rulesOf(path, text), found ? ["auth-mixed-env"] : []));
  }

  it("names both places", async () => {
    const { findings } = await check(".env", both);
    assert.match(findings[0]!.message, /DATABRICKS_TOKEN on line 1.*DATABRICKS_CLIENT_SECRET on line 2/);
  });

  it("survives any yaml", () => {
    for (const text of [
      "",
      "null",
      "- a",
      "services: 1",
      "services: {a: null}",
      "services:\n  a: &x\n    environment: *x",
      "\t:",
      "a: *b",
    ]) {
      assert.doesNotThrow(() => readConfiguration("compose.yaml", "yaml", text));
      assert.doesNotThrow(() => readConfiguration("x/.github/workflows/a.yml", "yaml", text));
    }
  });
});
