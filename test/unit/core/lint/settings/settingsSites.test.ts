import assert from "node:assert/strict";
import { applyEdits } from "../../../../../src/core/base/text.ts";
import type { ConfigurationKind } from "../../../../../src/core/lint/languages/configurationFiles.ts";
import { configurationKind } from "../../../../../src/core/lint/languages/configurationFiles.ts";
import { readConfiguration } from "../../../../../src/core/lint/settings/readConfiguration.ts";
import type { Setting } from "../../../../../src/core/lint/settings/section.ts";
import { settingsSites } from "../../../../../src/core/lint/settings/sites.ts";
import type { Site } from "../../../../../src/core/lint/sites.ts";

const url = "jdbc:databricks://acme.cloud.databricks.com:443;httpPath=/sql/1.0/warehouses/1";

function sites(path: string, text: string): readonly Site[] {
  return readConfiguration(path, configurationKind(path) as ConfigurationKind, text).sites;
}

describe("clients in configuration files", () => {
  /** `connector auth status [value]`. */
  const cases: readonly (readonly [what: string, path: string, text: string, expected: readonly string[]])[] = [
    ["a JDBC URL of a properties file", "a.properties", `url=${url}\n`, ["jdbc unknown missing"]],
    [
      "one with a User-Agent",
      "a.properties",
      `url=${url};UserAgentEntry=Acme_Loader/1.2.0\n`,
      ["jdbc unknown set-valid Acme_Loader/1.2.0"],
    ],
    [
      "one with a wrong User-Agent",
      "a.properties",
      `url=${url};useragententry=Acme Loader\n`,
      ["jdbc unknown set-invalid Acme Loader"],
    ],
    [
      "one whose User-Agent comes later",
      "a.properties",
      `url=${url};UserAgentEntry=\${AGENT}\n`,
      ["jdbc unknown dynamic"],
    ],
    ["one with parameters that come later", "a.properties", `url=${url};\${PARAMS}\n`, ["jdbc unknown unknown"]],
    ["M2M", "a.yaml", `db:\n  url: "${url};AuthMech=11;Auth_Flow=1"\n`, ["jdbc m2m missing"]],
    [
      "Spring's data source with properties beside",
      "application.yml",
      `spring:\n  datasource:\n    url: ${url}\n    hikari:\n      data-source-properties:\n        UserAgentEntry: Acme_Loader/1.2.0\n`,
      ["jdbc unknown set-valid Acme_Loader/1.2.0"],
    ],
    [
      "Spring's in a properties file",
      "application.properties",
      `spring.datasource.url=${url}\nspring.datasource.hikari.data-source-properties.UserAgentEntry=Acme_Loader/1.2.0\n`,
      ["jdbc unknown set-valid Acme_Loader/1.2.0"],
    ],
    ["an XML property", "context.xml", `<Context><Resource url="${url}"/></Context>`, ["jdbc unknown missing"]],
    ["a variable", ".env", `URL="${url}"\n`, ["jdbc unknown missing"]],
    [
      "an ODBC data source",
      "odbc.ini",
      "[ODBC Data Sources]\nDbx=Databricks\n[Dbx]\nDriver=/opt/simba/spark/lib/libsparkodbc.so\nHost=h\nAuthMech=3\n[Pg]\nDriver=/x/psqlodbc.so\nHost=h\n",
      ["odbc pat missing"],
    ],
    ["ODBC's drivers", "odbcinst.ini", "[Simba Spark ODBC Driver]\nDriver=/opt/simba/spark/lib/libsparkodbc.so\n", []],
    [
      "an ODBC connection string",
      "appsettings.json",
      '{ "ConnectionStrings": { "Dbx": "Driver=Simba Spark ODBC Driver;Host=h;UserAgentEntry=Acme_Loader" } }',
      ["odbc unknown set-valid Acme_Loader"],
    ],
    [
      "a SQLAlchemy URL, which code completes",
      "alembic.ini",
      "[alembic]\nsqlalchemy.url = databricks://token:x@h\n",
      ["sqlalchemy pat unknown"],
    ],
    [
      "dbt, which names itself",
      "profiles.yml",
      "a:\n  outputs:\n    dev: { type: databricks, token: x }\n    pg: { type: postgres }\n",
      ["dbt pat dynamic"],
    ],
    [
      "an Iceberg catalog",
      ".pyiceberg.yaml",
      "catalog:\n  unity:\n    uri: https://acme.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest\n    token: x\n",
      ["iceberg dynamic missing"],
    ],
    [
      "Lakebase variables, which code may complete",
      ".env",
      "PGHOST=ep.database.us-west-2.cloud.databricks.com\nPGUSER=a\n",
      ["lakebase unknown unknown"],
    ],
    [
      "a Lakebase URL",
      ".env",
      "DATABASE_URL=postgresql://a@ep.database.us-west-2.cloud.databricks.com/db?sslmode=require\n",
      ["lakebase unknown missing"],
    ],
    [
      "other databases",
      ".env",
      "DATABASE_URL=postgresql://a@db.example.org/databricks\nURL=jdbc:postgresql://h/db\n",
      [],
    ],
  ];
  for (const [what, path, text, expected] of cases)
    it(`are read: ${what}`, () => {
      const found = sites(path, text).map(
        ({ connector, auth, userAgent }) =>
          `${connector} ${auth.kind} ${userAgent.status}${userAgent.value === undefined ? "" : ` ${userAgent.value}`}`,
      );
      assert.deepEqual(found, expected);
    });

  it("get a User-Agent that is then found", () => {
    let count = 0;
    for (const [, path, text] of cases)
      for (const eol of ["\n", "\r\n"]) {
        const whole = text.replaceAll("\n", eol);
        for (const { connector, range, userAgent } of sites(path, whole)) {
          if (userAgent.status !== "missing") continue;
          assert.ok(userAgent.insert, `${path}: no edit`);
          const fixed = applyEdits(whole, userAgent.insert("Acme_Loader/1.2.0"));
          const after = sites(path, fixed).find(
            (site) => site.connector === connector && site.range.start === range.start,
          );
          assert.equal(after?.userAgent.value, "Acme_Loader/1.2.0", fixed);
          count++;
        }
      }
    assert.ok(count > 10);
  });

  /** How often a key is asked for, for each of so many URLs. @param parent what the keys of a URL begin with */
  const work = (count: number, parent: (index: number) => string): number => {
    let asked = 0;
    const at = (key: string, value: string, start: number): Setting => {
      const range = { start, end: start + value.length };
      return {
        get key() {
          asked++;
          return key;
        },
        value,
        keyRange: range,
        valueRange: range,
      };
    };
    const entries = Array.from({ length: count }, (_, index) => [
      at(`${parent(index)}.url`, url, index),
      at(`${parent(index)}.hikari.data-source-properties.UserAgentEntry`, "Acme_Loader/1.2.0", index),
    ]).flat();
    const found = settingsSites("", [{ kind: "properties", name: "a", start: 0, end: 0, entries }]);
    assert.deepEqual(
      found.map(({ userAgent }) => userAgent.value),
      Array.from({ length: count }, () => "Acme_Loader/1.2.0"),
    );
    return asked / count;
  };

  it("costs hardly more for each URL in a file that repeats its keys", () => {
    const once = () => "spring.datasource";
    assert.ok(work(400, once) < 2 * work(40, once), `${work(40, once)} questions, then ${work(400, once)}`);
  });

  it("costs hardly more for each URL in a file with many of them", () => {
    const own = (index: number) => `tenants.t${index}.datasource`;
    assert.ok(work(400, own) < 2 * work(40, own), `${work(40, own)} questions, then ${work(400, own)}`);
  });

  it("survive broken files", () => {
    for (const [, path, text] of cases)
      for (let end = 0; end < text.length; end += 2) assert.doesNotThrow(() => sites(path, text.slice(0, end)));
  });
});
