import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { SnippetLanguage } from "../../src/core/snippets/languages.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { resultFilesPrefix } from "../../src/emulator/statements/resultFiles.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { go } from "./bed/go.ts";
import { java } from "./bed/java.ts";
import { python } from "./bed/python.ts";
import type { Toolchain, Workbench } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { allPackagesOf } from "./snippetFiles.ts";

interface Client {
  readonly toolchain: Toolchain;
  readonly program: string;
  /** What it reads the query with. */
  readonly ways: readonly string[];
  /** Ways that download the result. */
  readonly downloads: RegExp;
  /** How often it reads every type; what it makes of them is its own, but the same each time. */
  readonly everyType?: number;
}

const clients: Partial<Record<SnippetLanguage, Client>> = {
  python: {
    toolchain: python,
    program: "results.py",
    ways: [
      "connector, inline, plain",
      "connector, inline, compressed",
      "connector, files, plain",
      "connector, files, compressed",
      "connector, REST",
      "SDK, inline",
      "SDK, files of JSON",
      "SDK, files of Arrow",
    ],
    downloads: /files|REST/,
    everyType: 4,
  },
  java: {
    toolchain: java,
    program: "Results.java",
    ways: [
      "JDBC, EnableQueryResultDownload=0;QueryResultCompressionType=0",
      "JDBC, EnableQueryResultDownload=0;QueryResultCompressionType=1",
      "JDBC, EnableQueryResultDownload=1;QueryResultCompressionType=0",
      "JDBC, EnableQueryResultDownload=1;QueryResultCompressionType=1",
      "JDBC, UseThriftClient=0",
      "SDK, inline",
      "SDK, files of JSON",
    ],
    downloads: /Download=1|ThriftClient|files/,
  },
  go: {
    toolchain: go,
    program: "results.go",
    ways: ["driver, inline", "driver, files", "SDK, inline", "SDK, files of JSON"],
    downloads: /files/,
  },
};

interface Line {
  readonly way?: string;
  readonly catalog?: string;
  readonly rows: number | readonly string[][];
  readonly digest?: string;
}

/** More rows than come inline, or in one chunk, or in one file. */
const count = 45_000;
const query = `SELECT id, CASE WHEN id % 7 = 0 THEN NULL ELSE 'row ' || id END AS text, CAST(id AS DECIMAL(18,3)) AS amount,
  id % 2 = 0 AS even, DATE'2026-01-31' AS day, TIMESTAMP'2026-01-31 09:05:00.25' AS at FROM range(${count})`;
const rows = Array.from(
  { length: count },
  (_, id) =>
    `${id}|${id % 7 === 0 ? "null" : `row ${id}`}|${id}.000|${id % 2 === 0}|2026-01-31|2026-01-31T09:05:00.250`,
);
const digest = digestOf(rows);
const everyType = "SELECT r.id AS row, t.* FROM range(6000) r, main.`odd names`.all_types t ORDER BY r.id, t.c_int";

type CatalogRows = Readonly<Record<string, readonly [columns: number, rows: readonly (readonly string[])[]]>>;

const orders = ["main", "sales", "orders"];
const customers = ["main", "sales", "customers"];
const joins = [[...customers, "customer_id", ...orders, "customer_id", "1", "3", "3", "orders_customer_fk"]];
const metaData: CatalogRows = {
  catalogs: [1, ["crm", "main", "payroll", "samples", "system", "weather"].map((name) => [name])],
  schemas: [2, [["sales", "main"]]],
  tables: [5, [[...orders, "TABLE", "One row per order"]]],
  columns: [
    18,
    [
      [
        ...orders,
        ..."order_id -5 BIGINT 19 8 0 10 0".split(" "),
        "Order number",
        ..."null -5 null null 1 NO".split(" "),
      ],
    ],
  ],
  "table types": [1, [["SYSTEM TABLE"], ["TABLE"], ["VIEW"]]],
  functions: [6, [["main", "sales", "net_price", "Price without VAT", "1", "main.sales.net_price"]]],
  "primary keys": [6, [[...orders, "order_id", "1", "orders_pk"]]],
  "imported keys": [12, joins],
  "exported keys": [12, joins],
  "cross reference": [12, joins],
};
/** The first columns of what catalog calls answer. */
const catalogRows: Partial<Record<SnippetLanguage, CatalogRows>> = {
  python: {
    schemas: [2, ["default", "sales", "ops", "odd names", "information_schema"].map((name) => [name, "main"])],
    columns: [6, [[...orders, "order_id", "-5", "BIGINT"]]],
  },
  java: {
    ...named("UseThriftClient=1, ", metaData),
    // By REST there are none, says the driver, and asks for nothing.
    ...named("UseThriftClient=0, ", { ...metaData, "exported keys": [12, []] }),
  },
};

function named(prefix: string, rows: CatalogRows): CatalogRows {
  return Object.fromEntries(Object.entries(rows).map(([name, each]) => [prefix + name, each]));
}

function digestOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

describe("results, read by the real clients", function () {
  this.timeout(2 * longestMs);
  const emulator = runningEmulator({ proxyPort: 0 });

  for (const [name, { toolchain, program, ways, downloads, everyType: times = 0 }] of Object.entries(clients)) {
    const language = name as SnippetLanguage;
    describe(language, () => {
      let lines: readonly Line[];
      before("reads in every way", async function () {
        this.timeout(900_000);
        const why = await toolchain.missing();
        if (why !== undefined) {
          console.log(`    ${toolchain.name} is not at hand (${why}): no results are read by ${language}`);
          return this.skip();
        }
        lines = await read(await toolchain.install(allPackagesOf(language)), program);
      });

      for (const way of ways) {
        it(`brings the same values: ${way}`, () => {
          const found = lines.find((line) => line.way === way);
          assert.deepEqual([found?.rows, found?.digest], [count, digest], JSON.stringify(found));
        });
      }

      if (times > 0) {
        it("brings the same values of every type in every way", () => {
          const found = lines.filter((line) => line.way?.startsWith("every type"));
          assert.equal(found.length, times);
          for (const line of found) assert.deepEqual([line.rows, line.digest], [18_000, found[0]?.digest]);
        });
      }

      if (language === "python") {
        it("brings no more rows than it is asked for", () => {
          for (const most of [10, 30_000]) {
            const found = lines.find((line) => line.way === `connector, ${most} rows at most`);
            assert.deepEqual([found?.rows, found?.digest], [most, digestOf(rows.slice(0, most))]);
          }
        });
      }

      for (const [call, [columns, wanted]] of Object.entries(catalogRows[language] ?? {})) {
        it(`finds the catalog's ${call}`, () => {
          const found = lines.find((line) => line.catalog === call)?.rows;
          assert.ok(Array.isArray(found));
          assert.deepEqual(
            (found as string[][]).map((row) => row.slice(0, columns)),
            wanted,
          );
        });
      }

      it("downloads without the token", () => {
        const files = emulator.current.requests.entries.filter(({ path }) => path.startsWith(resultFilesPrefix));
        assert.deepEqual([...new Set(files.map(({ auth, status }) => `${auth} ${status}`))], ["none 200"]);
        assert.ok(files.length >= 2 * ways.filter((way) => downloads.test(way)).length);
      });
    });
  }

  async function read(workbench: Workbench, program: string): Promise<Line[]> {
    const { caFile, httpPath, httpsUrl, proxyUrl, requests, warehouseId } = emulator.current;
    assert.ok(proxyUrl);
    requests.clear();
    const text = await readFile(new URL(`results/${program}`, import.meta.url), "utf8");
    const { code, output } = await workbench.run(text, {
      env: {
        DATABRICKS_HOST: `https://${cloudHosts[0]}`,
        DATABRICKS_TOKEN: emulator.current.createToken(),
        DATABRICKS_HTTP_PATH: httpPath,
        DATABRICKS_WAREHOUSE_ID: warehouseId,
        QUERY: query,
        EVERY_TYPE: everyType,
      },
      network: { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) },
    });
    assert.equal(code, 0, output);
    return output
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Line);
  }
});
