import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { hasSyntaxError } from "./fixChecks.ts";
import { check, checkTogether, code, identity } from "./samples.ts";

function missing(findings: readonly Finding[] = []): readonly Finding[] {
  return findings.filter(({ rule }) => rule.startsWith("ua-missing"));
}

/** The lines that the only fix for an untagged client adds to a file, and whether it is safe. */
async function added(path: string, text: string): Promise<{ lines: string[]; safe: boolean | undefined }> {
  const fixes = missing((await check(path, text)).findings).flatMap(({ fix }) => fix ?? []);
  assert.equal(fixes.length, 1);
  const fixed = applyEdits(text, fixes[0]?.edits ?? []);
  assert.equal(await hasSyntaxError(path, fixed), false, fixed);
  assert.deepEqual(missing((await check(path, fixed)).findings), []);
  const before = new Set(text.split("\n"));
  const lines = fixed.split("\n").filter((line) => !before.has(line));
  return { lines: lines.map((line) => line.trim()), safe: fixes[0]?.safe };
}

const go = (body: string) => code`
  package store

  import (
  	"database/sql"
  	"fmt"
  )

  func open(token, host, path, catalog string) (*sql.DB, error) {
  	${body}
  }
`;

const java = (body: string) => code`
  package com.acme;

  import java.sql.Connection;
  import java.sql.DriverManager;
  import java.sql.SQLException;
  import java.util.Hashtable;
  import java.util.Properties;

  class Store {
    ${body}
  }
`;

const url = '"jdbc:databricks://" + host + ":443/default;httpPath=" + path';

describe("a User-Agent in a connection string that is put together", () => {
  it("stands at the end of the format", async () => {
    const text = go(
      'return sql.Open("databricks", fmt.Sprintf("token:%s@%s:443/sql/1.0/warehouses/1?catalog=%s", token, host, catalog))',
    );
    const { lines, safe } = await added("a.go", text);
    assert.match(lines[0] ?? "", /\?catalog=%s&userAgentEntry=Acme_Loader\/1\.2\.0", token, host, catalog\)/);
    assert.equal(safe, true);
  });

  it("is a guess behind a path that may have parameters of its own", async () => {
    const ofFormat = await added(
      "a.go",
      go('return sql.Open("databricks", fmt.Sprintf("token:%s@%s:443%s", token, host, path))'),
    );
    assert.match(ofFormat.lines[0] ?? "", /:443%s\?userAgentEntry=Acme_Loader\/1\.2\.0", token, host, path\)/);
    const ofSum = await added("a.go", go('return sql.Open("databricks", "token:"+token+"@"+host+":443"+path)'));
    assert.match(ofSum.lines[0] ?? "", /\+path \+ "\?userAgentEntry=Acme_Loader\/1\.2\.0"\)/);
    assert.deepEqual([ofFormat.safe, ofSum.safe], [false, false]);
  });

  it("is added to a sum, in its last literal where it ends with one", async () => {
    const open = (value: string) =>
      java(`Connection open() throws SQLException {\n    return DriverManager.getConnection(${value});\n  }`);
    const behind = await added("A.java", open(url));
    assert.match(behind.lines[0] ?? "", /httpPath=" \+ path \+ ";UserAgentEntry=Acme_Loader\/1\.2\.0"\);$/);
    const within = await added("A.java", open(`${url} + ";AuthMech=11"`));
    assert.match(within.lines[0] ?? "", /";AuthMech=11;UserAgentEntry=Acme_Loader\/1\.2\.0"\);$/);
    assert.deepEqual([behind.safe, within.safe], [true, true]);
  });

  it("stands in templates of each language", async () => {
    const host = "Driver=Databricks;Host=dbc-1.cloud.databricks.com;HTTPPath=";
    const csharp = `using System.Data.Odbc;\nclass A { OdbcConnection Open(string path) => new OdbcConnection($"${host}{path}"); }\n`;
    assert.match((await added("A.cs", csharp)).lines[0] ?? "", /\{path\};UserAgentEntry=Acme_Loader\/1\.2\.0"\); \}$/);
    const jdbc = "jdbc:databricks://dbc-1.cloud.databricks.com:443;httpPath=$path";
    const kotlin = `import java.sql.DriverManager\nfun open(path: String) = DriverManager.getConnection("${jdbc}")\n`;
    assert.match((await added("a.kt", kotlin)).lines[0] ?? "", /\$path;UserAgentEntry=Acme_Loader\/1\.2\.0"\)$/);
  });

  it("is not put into a text of which the string is a piece", async () => {
    const dsn = "token:x@dbc-1.cloud.databricks.com:443/sql/1.0/warehouses/1";
    const text = go(`dsn, _, _ := strings.Cut("${dsn}|other", "|")\n\treturn sql.Open("databricks", dsn)`);
    const found = missing((await check("a.go", text.replace('"fmt"', '"strings"'))).findings);
    assert.deepEqual(
      found.map(({ fix }) => fix),
      [undefined],
    );
  });
});

describe("a User-Agent in properties that a method makes", () => {
  const settings = java(`String url() {\n    return ${url};\n  }`).replace("class Store", "class DatabricksSettings");
  const store = (type: string) =>
    java(`private final DatabricksSettings settings;

  Connection open() throws SQLException {
    return DriverManager.getConnection(settings.url(), properties());
  }

  private ${type} properties() {
    ${type} made = new Properties();
    made.put("OAuth2ClientId", id);
    return made;
  }`);

  async function fixOf(type: string): Promise<string | undefined> {
    const folder = "src/main/java/com/acme/";
    const text = store(type);
    const found = await checkTogether(
      new Map([
        [`${folder}DatabricksSettings.java`, settings],
        [`${folder}Store.java`, text],
      ]),
      { identity },
    );
    const fixes = missing(found.get(`${folder}Store.java`)).map(({ fix }) => fix);
    assert.equal(fixes.length, 1);
    return fixes[0] && applyEdits(text, fixes[0].edits);
  }

  it("is set where they are made", async () => {
    assert.equal(
      await fixOf("Properties"),
      store("Properties").replace(
        "new Properties();\n",
        'new Properties();\n  made.setProperty("UserAgentEntry", "Acme_Loader/1.2.0");\n',
      ),
    );
  });

  it("is not set on a name of a type that may not know how", async () => {
    assert.equal(await fixOf("Hashtable"), undefined);
  });
});

describe("a product for the whole process", () => {
  const makesClient = (name: string, body = "") => code`
    package com.acme;

    import com.databricks.sdk.WorkspaceClient;
    import com.databricks.sdk.core.DatabricksConfig;

    public final class ${name} {
      static WorkspaceClient connect() {
        return new WorkspaceClient(new DatabricksConfig());
      }
      ${body}
    }
  `;
  const main = "public static void main(String[] args) {\n        connect();\n      }";

  async function fixes(files: Record<string, string>): Promise<(boolean | undefined)[]> {
    const found = await checkTogether(new Map(Object.entries(files)), { identity });
    return [...found.values()].flatMap((findings) => missing(findings).map(({ fix }) => fix?.safe));
  }

  it("is named in a static block of the class that makes the only client", async () => {
    const { lines, safe } = await added("src/Main.java", makesClient("Main", main));
    assert.deepEqual(lines, [
      "import com.databricks.sdk.core.UserAgent;",
      "static {",
      'UserAgent.withProduct("Acme_Loader", "1.2.0");',
    ]);
    assert.equal(safe, true);
  });

  it("is offered once in a project, and left to people where another class may be the first", async () => {
    const files = { "src/A.java": makesClient("A", main), "src/B.java": makesClient("B") };
    assert.deepEqual(await fixes(files), [false, undefined]);
  });

  it("is left to people in a library, and never written into a test", async () => {
    assert.deepEqual(await fixes({ "src/A.java": makesClient("A") }), [false]);
    assert.deepEqual(await fixes({ "src/A.java": makesClient("A"), "examples/E.java": makesClient("E", main) }), [
      undefined,
      false,
    ]);
    assert.deepEqual(await fixes({ "src/test/java/ATest.java": makesClient("ATest") }), [undefined]);
  });

  it("is not written into a class that is nested, or beside another UserAgent", async () => {
    const nested = makesClient("Outer").replace(
      /static WorkspaceClient connect\(\) \{[^}]*\}/,
      (method) => `static class Inner {\n    ${method}\n  }`,
    );
    assert.deepEqual(await fixes({ "src/Outer.java": nested }), [undefined]);
    const text = makesClient("Main", `private UserAgent other;\n      ${main}`);
    assert.match(
      (await added("src/Main.java", text)).lines.join("\n"),
      /^static \{\ncom\.databricks\.sdk\.core\.UserAgent\.with/,
    );
  });

  it("is safe in Go in the package of the program alone", async () => {
    const client = (name: string) =>
      `package ${name}\n\nimport "github.com/databricks/databricks-sdk-go"\n\nvar w = databricks.Must(databricks.NewWorkspaceClient())\n`;
    assert.deepEqual(await fixes({ "main.go": client("main") }), [true]);
    assert.deepEqual(await fixes({ "internal/dbx/dbx.go": client("dbx") }), [false]);
    assert.deepEqual(await fixes({ "a/a.go": client("main"), "b/b.go": client("b") }), [false, undefined]);
    const shadowed = client("main") + "\nfunc useragent() {}\n";
    assert.deepEqual(await fixes({ "main.go": shadowed }), [undefined]);
  });
});
