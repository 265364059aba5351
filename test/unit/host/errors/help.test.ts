import assert from "node:assert/strict";
import { CommandOutputs } from "../../../../src/host/errors/commandOutput.ts";
import type { ErrorLink } from "../../../../src/host/errors/terminalLinks.ts";
import { ErrorLinks } from "../../../../src/host/errors/terminalLinks.ts";
import { errorActions, helpFor } from "../../../../src/host/platform/errorActions.ts";
import { errorRows } from "../../core/errors/rows.ts";
import { knownErrors } from "../../../../src/core/errors/table.ts";

describe("help for the messages of views", () => {
  it("gives cause, fix and the first action of a known error", () => {
    const message = "[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\nUser does not have SELECT on Table 'a.b.c'.";
    const help = helpFor(message);
    assert.match(help?.hint ?? "", /^The principal lacks SELECT on a\.b\.c\. Grant the least that is missing/);
    assert.deepEqual(help?.action, { id: "pwaf.buildGrants", title: "Build grants" });
  });

  it("knows what only a speaker makes known", () => {
    const message = "permission denied for schema shop";
    assert.equal(helpFor(message), undefined);
    const help = helpFor(message, "lakebase");
    assert.match(help?.hint ?? "", /^shop belongs to another role/);
    assert.deepEqual(help?.action, { id: "pwaf.lakebase.createRole", title: "Create role" });
  });

  it("has nothing for others", () => {
    assert.equal(helpFor("[TABLE_OR_VIEW_NOT_FOUND] The table or view `nothing` cannot be found."), undefined);
  });

  it("has a command for every action of the table", () => {
    for (const { actions } of knownErrors) for (const action of actions) assert.ok(errorActions[action].id);
  });
});

describe("errors in terminals", () => {
  const outputs = new CommandOutputs();
  const error = 'FATAL:  role "loader" does not exist';

  function linksOf(line: string, isOn = true): ErrorLink[] {
    const links = new ErrorLinks(
      () => isOn,
      () => outputs.around(line),
      async () => {},
    );
    return links.provideTerminalLinks({ line, terminal: undefined as never }, undefined as never);
  }

  it("underlines what it knows, and tells in the tooltip", () => {
    const line = "  ValueError: default auth: cannot configure default credentials, please check";
    const [link] = linksOf(line);
    assert.ok(link);
    assert.equal(line.slice(link.startIndex, link.startIndex + link.length), "cannot configure default credentials");
    assert.equal(link.tooltip, "Explain: The client found nothing to sign in with");
  });

  for (const { row, id, text, described } of errorRows) {
    if (described !== undefined) continue;
    it(`underlines row ${row}: ${text.split("\n").at(-1)?.slice(0, 90) ?? ""}`, () => {
      outputs.start("run").add(text);
      const links = text.split("\n").flatMap((line) => linksOf(line));
      assert.deepEqual([...new Set(links.map(({ explanation }) => explanation.id))], [id]);
    });
  }

  it("is quiet when turned off, on data, and on what many programs say", () => {
    assert.deepEqual(linksOf("cannot configure default credentials", false), []);
    assert.deepEqual(linksOf(`${"x".repeat(5000)} cannot configure default credentials`), []);
    assert.deepEqual(linksOf(error), []);
  });

  it("knows the speaker by the command that printed the line", () => {
    outputs.start("psql host=ep-x.database.us-east-1.cloud.databricks.com").add(`\x1b[31mpsql: ${error}\x1b[0m\r\n`);
    assert.equal(linksOf(error)[0]?.explanation.id, "lakebase-role");
    outputs.start("psql host=localhost").add(`${error}\r\n`);
    assert.deepEqual(linksOf(error), []);
  });

  it("keeps the end of a flood, and the last commands", () => {
    const many = new CommandOutputs();
    const flood = many.start("cat");
    for (let index = 0; index < 1000; index++) flood.add(`line ${index}. ${"x".repeat(1000)}\n`);
    assert.ok(flood.text().length < 150_000);
    assert.ok(many.around("line 999.").startsWith("cat\n"));
    assert.equal(many.around("line 5."), "");
    for (let index = 0; index < 8; index++) many.start(`command ${index}`);
    assert.equal(many.around("line 999."), "");
  });
});
