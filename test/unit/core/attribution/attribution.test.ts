import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { arrivalOf, arrivalsParameters, arrivalsSql } from "../../../../src/core/attribution/arrivals.ts";
import type { Arrival } from "../../../../src/core/attribution/arrivals.ts";
import type { CodePath } from "../../../../src/core/attribution/attributionReport.ts";
import { attributionReport, clientRows } from "../../../../src/core/attribution/attributionReport.ts";
import { readTexts } from "../../../../src/workspace/sql/readTexts.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { openSession } from "../../emulator/sqlClient.ts";
import { emulatedSql } from "../../host/tableDetail/emulatedSql.ts";

const identity = { isv: "Acme", product: "Loader" };
const path = (connector: CodePath["connector"], status: CodePath["userAgent"]["status"] = "set-valid"): CodePath => ({
  connector,
  userAgent: { status },
  place: `src/${connector}.py:3`,
});

function arrival(userAgent: string): Arrival {
  const found = arrivalOf([userAgent, "2", String(Date.UTC(2026, 0, 15, 10))], identity);
  assert.ok(found);
  return found;
}

const node = arrival("NodejsDatabricksSqlConnector/2.1.0 (Acme_Loader/1.2.0; Node.js 24.1.0; linux 6.1)");
const python = arrival("PyDatabricksSqlConnector/4.0.3");
const pair = arrival("Loader/2.0.0 databricks-sdk-py/0.60.0 python/3.12.1 os/linux auth/pat partner/Acme");
const other = arrival("PyDatabricksSqlConnector/4.0.3 (Acme_LoaderTwo/1.0)");

describe("arrivals of a product's calls", () => {
  it("carry the name in either spelling, and not the name of another product that begins alike", () => {
    assert.deepEqual(
      [node, python, pair, other].map(({ isNamed }) => isNamed),
      [true, false, true, false],
    );
    assert.deepEqual(
      [node, python, pair].map(({ client }) => client?.connector),
      ["node-sql", "python-sql", "python-sdk"],
    );
  });

  it("are compared with the clients of the code", () => {
    const paths = [path("node-sql"), path("python-sql", "missing"), path("go-sql"), path("rest")];
    const verdicts = clientRows({ paths, arrivals: [node, python, pair] }).map(({ connector, verdict }) => [
      connector,
      verdict,
    ]);
    assert.deepEqual(verdicts, [
      ["go-sql", "missing"],
      ["node-sql", "match"],
      ["python-sql", "unnamed"],
      ["rest", "unknown"],
    ]);
  });

  it("do not blame a client of the code for the calls of another product that uses the same client", () => {
    const toolkit = arrival("NodejsDatabricksSqlConnector/2.1.0 (PwafToolkit_VSCode/0.1.0; Node.js 24.1.0; linux 6.1)");
    const check = { paths: [path("node-sql")], arrivals: [toolkit, other] };
    assert.deepEqual(
      clientRows(check).map(({ verdict }) => verdict),
      ["missing"],
    );
  });

  it("are told in a report that says how many, where, and what to do", () => {
    const paths = [path("node-sql"), path("python-sql", "missing")];
    const report = attributionReport({
      name: "Acme_Loader",
      target: "dev, Starter Warehouse",
      hours: 24,
      at: Date.UTC(2026, 0, 15, 11),
      paths,
      arrivals: [node, python, pair, arrival("curl/8.1 dapi" + "0".repeat(32))],
    });
    assert.match(report, /^# Attribution of Acme_Loader\n\n\*\*1 of 2 clients in the code arrived with the name\.\*\*/);
    assert.match(report, /the last 24 hours before 2026-01-15T11:00:00Z\./);
    assert.match(
      report,
      /\| Databricks SQL Connector for Python \| `src\/python-sql\.py:3` \(User-Agent not set\) \| ✗ arrived without/,
    );
    assert.match(report, /from no client of this code\n\n.*\n.*\n\| `Loader\/2\.0\.0 databricks-sdk-py/);
    assert.deepEqual(
      new Set(report.match(/\d{4}-\d\d-\d\d[^ |]*/g)),
      new Set(["2026-01-15T11:00:00Z.", "2026-01-15T10:00:00Z"]),
    );
    assert.match(report, /Without the name: see the call path/);
    assert.ok(!report.includes("0".repeat(32)), "a token in a header is left out");
  });

  it("are not claimed where nothing was seen", () => {
    const empty = { name: "A_B", target: "dev", hours: 1, at: 0 };
    assert.match(
      attributionReport({ ...empty, paths: [], arrivals: [] }),
      /\*\*The name has not arrived\.\*\*[\s\S]*No Databricks client was found[\s\S]*What to do\n\n- No client and no call: open/,
    );
    assert.match(
      attributionReport({ ...empty, paths: [path("rest")], arrivals: [node] }),
      /\*\*The name has arrived\.\*\*/,
    );
  });
});

describe("arrivals in the emulated workspace", () => {
  const sql = emulatedSql();

  it("are what a tagged driver sent, and one's own calls without the name", async () => {
    const tagged = await openSession(sql.emulator);
    await tagged.rows("SELECT 1");
    await tagged.close();
    const token = sql.emulator.createToken();
    const options = { host: sql.emulator.httpUrl, productVersion: "1.2.3", log: silentLogger };
    await createWorkspaceClient({ ...options, token: () => Promise.resolve(token) }).me();
    const result = await sql.execute({ sql: arrivalsSql, parameters: arrivalsParameters(identity, 1) });
    const rows = await readTexts(result, new AbortController().signal);
    const arrivals = rows.flatMap((row) => arrivalOf(row, identity) ?? []);
    const [row] = clientRows({ paths: [path("node-sql")], arrivals });
    assert.equal(row?.verdict, "match");
    assert.ok((row.arrived[0]?.events ?? 0) > 1);
    assert.ok(Math.abs(Date.now() - (row.arrived[0]?.lastSeen ?? 0)) < 60_000, "an instant, whatever the time zone");
    const own = arrivals.find(({ userAgent }) => userAgent.startsWith("PwafToolkit_VSCode/1.2.3"));
    assert.deepEqual([own?.isNamed, own?.isAnothers], [false, true]);
  });
});
