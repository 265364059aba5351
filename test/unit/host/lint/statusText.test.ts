import assert from "node:assert/strict";
import type { StatusFacts } from "../../../../src/host/lint/statusText.ts";
import { statusText } from "../../../../src/host/lint/statusText.ts";
import { check, identity } from "../../core/lint/samples.ts";

const untagged = "from databricks import sql\nsql.connect(server_hostname=h, http_path=p, auth_type=t)\n";
const tagged = untagged.replace("=t)", '=t, user_agent_entry="Acme_Loader/1.2.0")');

describe("the language status item", () => {
  async function shown(text: string, others: Partial<StatusFacts> = {}, hasIdentity = true): Promise<string> {
    const report = text === "" ? undefined : await check("a.py", text, hasIdentity ? { identity } : {});
    const facts: StatusFacts = {
      isEnabled: true,
      isTrusted: true,
      scan: { kind: "finished" },
      shown: report && { ...report, hasIdentity },
      ...others,
    };
    const { text: title, detail, severity, action } = statusText(facts);
    return [title, detail, severity, action ?? "nothing to do"].join(" | ");
  }

  it("counts problems and clients", async () => {
    assert.equal(await shown(untagged), "PWAF: 1 problem | 1 Databricks client | error | showProblems");
    assert.equal(await shown(tagged), "PWAF: 0 problems | 1 Databricks client | information | nothing to do");
    assert.equal(
      await shown(""),
      "PWAF: nothing to check | This file has no Databricks code that PWAF rules know. | information | nothing to do",
    );
  });

  it("says what is missing before anything else", async () => {
    assert.match(await shown(tagged, {}, false), /fixes need your product's name \| warning \| setIdentity$/);
    assert.match(await shown(untagged, { isEnabled: false }), /^PWAF: off \| .*openSetting$/);
  });

  it("says in a folder that is not trusted that only the linter runs, and still counts", async () => {
    const only = "This folder is not trusted: only the linter runs.";
    assert.equal(await shown(untagged, { isTrusted: false }), `PWAF: 1 problem | ${only} | error | showProblems`);
    assert.match(await shown("", { isTrusted: false }), /only the linter runs/);
  });

  it("shows how far a scan has come", async () => {
    const scan = { kind: "running", done: 16, total: 200 } as const;
    assert.match(await shown(tagged, { scan }), /Checking the workspace: 16 of 200 files/);
    assert.doesNotMatch(await shown(tagged, { scan: { ...scan, total: 0 } }), /Checking/);
  });
});
