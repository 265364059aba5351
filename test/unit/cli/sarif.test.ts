import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { rules } from "../../../src/core/lint/registry.ts";
import { CliFolder, node, pwafJson, untagged } from "./cliFolder.ts";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: object;
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly kind: string }[];
  readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly object[] }[] }[];
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly fullDescription?: { readonly text: string };
          readonly help?: { readonly markdown: string };
          readonly defaultConfiguration: { readonly level: string; readonly enabled?: boolean };
        }[];
      };
    };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly originalUriBaseIds: Readonly<Record<string, object>>;
    readonly results: readonly Result[];
  }[];
}

/** The schema is written in draft 4, of which it uses nothing that draft 7 reads otherwise but the name of its id. */
function validator() {
  const file = join(import.meta.dirname, "../../fixtures/schemas/sarif-2.1.0.json");
  const { id, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile({ ...schema, $id: String(id), $schema: "http://json-schema.org/draft-07/schema#" });
}

describe("pwaf lint: sarif", () => {
  const cli = new CliFolder();
  const validate = validator();

  async function sarif(args: readonly string[] = [], folder = "."): Promise<Log["runs"][number]> {
    const { out } = await cli.run(["lint", "--format", "sarif", ...args], { in: folder });
    const log: unknown = JSON.parse(out);
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
    const run = (log as Log).runs[0]!;
    // The standard's errata of 2023 ask for it; the schema at hand is of the release before.
    for (const { locations } of run.results)
      for (const { physicalLocation } of locations) assert.ok("startLine" in physicalLocation.region);
    return run;
  }

  it("is checked by a schema that refuses what is wrong", () => {
    const version = "2.1.0";
    assert.ok(validate({ version, runs: [] }));
    assert.ok(!validate({ version, runs: [{ tool: { driver: { name: "x" } }, results: [{}] }] }));
    assert.ok(!validate({ version, runs: [{ tool: { driver: { name: "x", colour: 1 } } }] }));
  });

  it("is valid without results", async () => {
    const { results, invocations } = await sarif();
    assert.deepEqual([results, invocations], [[], [{ executionSuccessful: true }]]);
  });

  it("describes every rule, with the text of its page", async () => {
    const { tool } = await sarif();
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    const rule = tool.driver.rules.find(({ id }) => id === "ua-plus-separator")!;
    assert.match(rule.help!.markdown, /^## Why\n[\s\S]*## Wrong\n[\s\S]*```typescript/);
    assert.match(rule.fullDescription!.text, /^Older Databricks guidance/);
    assert.doesNotMatch(rule.fullDescription!.text, /## /);
    assert.deepEqual(rule.defaultConfiguration, { level: "error" });
    for (const { id, onByDefault } of rules) {
      const { defaultConfiguration } = tool.driver.rules.find((candidate) => candidate.id === id)!;
      assert.equal(defaultConfiguration.enabled ?? true, onByDefault ?? true);
    }
  });

  it("names places from the root of the repository, as URIs, and carries fixes", async () => {
    cli.write({ ".git/HEAD": "", "pwaf.json": pwafJson, "src/ä #1?.py": untagged });
    const { results, tool, originalUriBaseIds } = await sarif([], "src");
    const [result] = results;
    assert.equal(results.length, 1);
    assert.equal(tool.driver.rules[result!.ruleIndex]!.id, result!.ruleId);
    assert.deepEqual(result!.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "src/%C3%A4%20%231%3F.py", uriBaseId: "%SRCROOT%" },
          region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 19 },
        },
      },
    ]);
    assert.ok("%SRCROOT%" in originalUriBaseIds);
    assert.deepEqual(result!.fixes![0]!.artifactChanges[0]!.replacements, [
      {
        deletedRegion: { startLine: 2, startColumn: 30, endLine: 2, endColumn: 30 },
        insertedContent: { text: ', user_agent_entry="Acme_Loader/1.2.0"' },
      },
    ]);
  });

  it("names a file outside of the repository by its whole address", async () => {
    cli.write({ "repo/.git/HEAD": "", "outside.py": untagged });
    const { results } = await sarif(["../outside.py"], "repo");
    const { uri, uriBaseId } = results[0]!.locations[0]!.physicalLocation.artifactLocation;
    assert.match(uri, /^file:\/\/\/.*\/outside\.py$/);
    assert.equal(uriBaseId, undefined);
  });

  it("tells results of one line apart, and keeps fingerprints when lines move", async () => {
    const call = "sql.connect(host, path)\n";
    const prints = async () => (await sarif()).results.map(({ partialFingerprints: print }) => print["pwafLine/v1"]!);
    cli.write({ "a.py": `from databricks import sql\n${call}${call}` });
    const before = await prints();
    assert.equal(new Set(before).size, 2);
    cli.write({ "a.py": `# moved\nfrom databricks import sql\n\n${call}print(1)\n${call}` });
    assert.deepEqual(await prints(), before);
  });

  it("shows what is ignored or known as suppressed", async () => {
    cli.write({ "a.py": untagged });
    await cli.run(["lint", "--write-baseline"]);
    cli.write({ "b.ts": node.replace("await", "// pwaf-ignore ua-missing-node-sql: a test\nawait"), "c.py": untagged });
    const { results } = await sarif(["--baseline", "pwaf-baseline.json"]);
    assert.deepEqual(
      results.map(({ locations, suppressions }) => [
        locations[0]!.physicalLocation.artifactLocation.uri,
        suppressions.map(({ kind }) => kind).join(),
      ]),
      [
        ["a.py", "external"],
        ["b.ts", "inSource"],
        ["c.py", ""],
      ],
    );
  });
});
