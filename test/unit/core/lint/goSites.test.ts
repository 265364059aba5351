import assert from "node:assert/strict";
import { check, code, siteTable } from "./samples.ts";

/** A sample and the sites in it, in file order. */
type Sample = readonly [name: string, text: string, ...sites: string[]];

const ok = "set-valid Acme_Loader/1.2.0";

function run(samples: readonly Sample[]): void {
  for (const [name, text, ...expected] of samples) {
    it(name, async () => assert.deepEqual(await siteTable("sample.go", text), expected));
  }
}

/** Statements in a function of a file that imports the SQL driver as `dbsql`. */
function sql(body: string, outside = ""): string {
  return `package main\n\nimport (\n\t"fmt"\n\t"os"\n\tdbsql "github.com/databricks/databricks-sql-go"\n)\n\n${outside}\nfunc run(x bool) error {\n${body}\n}\n`;
}

/** Statements with a request `req` to Databricks, in a file with more functions. */
function http(body: string, outside = ""): string {
  const made = 'req, err := http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)';
  return `package main\n\nimport "net/http"\n\n${outside}\nfunc run() {\n${made}\n${body}\n}\n`;
}

describe("go sites: imports", () => {
  const call = 'func run() { NAME.NewConnector(NAME.WithUserAgentEntry("Acme_Loader/1.2.0")) }';
  const path = "github.com/databricks/databricks-sql-go";
  run([
    [
      "without an alias the package is called dbsql",
      `package main\nimport "${path}"\n${call.replaceAll("NAME", "dbsql")}`,
      ok,
    ],
    ["alias", `package main\nimport databricks "${path}"\n${call.replaceAll("NAME", "databricks")}`, ok],
    ["dot", `package main\nimport . "${path}"\n${call.replaceAll("NAME.", "")}`, "dynamic Acme_Loader/1.2.0"],
    ["version in the path", `package main\nimport "${path}/v2"\n${call.replaceAll("NAME", "dbsql")}`, ok],
    [
      "another package of that name",
      `package main\nimport dbsql "example.com/databricks"\n${call.replaceAll("NAME", "dbsql")}`,
    ],
    ["a variable of that name", `package main\nimport "${path}"\nfunc run(dbsql *fake) { dbsql.NewConnector() }`],
    [
      "in a comment and a text",
      `package main\nimport "${path}"\n// dbsql.NewConnector()\nvar x = "dbsql.NewConnector()"`,
    ],
  ]);
});

describe("go sites: options", () => {
  run([
    ["none", sql("dbsql.NewConnector(dbsql.WithPort(443))"), "missing"],
    ["constant", sql("dbsql.NewConnector(dbsql.WithUserAgentEntry(ua))", 'const ua = "Acme_Loader/1.2.0"\n'), ok],
    [
      "constants of a group",
      sql(
        'dbsql.NewConnector(dbsql.WithUserAgentEntry(name+"/"+version))',
        'const (\n\tname = "Acme_Loader"\n\tversion = "1.2.0"\n)\n',
      ),
      ok,
    ],
    [
      "several names at once",
      sql(
        'name, version := "Acme_Loader", "1.2.0"\ndbsql.NewConnector(dbsql.WithUserAgentEntry(name + "/" + version))',
      ),
      ok,
    ],
    [
      "Sprintf",
      sql('dbsql.NewConnector(dbsql.WithUserAgentEntry(fmt.Sprintf("%s/%v", "Acme_Loader", version)))'),
      "set-valid Acme_Loader/{version}",
    ],
    ["environment", sql('dbsql.NewConnector(dbsql.WithUserAgentEntry(os.Getenv("UA")))'), "dynamic"],
    [
      "slice",
      sql('o := []dbsql.ConnOption{dbsql.WithUserAgentEntry("Acme_Loader/1.2.0")}\ndbsql.NewConnector(o...)'),
      ok,
    ],
    [
      "empty slice and append",
      sql("var o []dbsql.ConnOption\no = append(o, dbsql.WithPort(1))\ndbsql.NewConnector(o...)"),
      "missing",
    ],
    [
      "append on some ways",
      sql(
        'o := []dbsql.ConnOption{dbsql.WithPort(1)}\nif x {\no = append(o, dbsql.WithUserAgentEntry("Acme_Loader/1.2.0"))\n}\ndbsql.NewConnector(o...)',
      ),
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "append of another slice",
      sql("dbsql.NewConnector(append([]dbsql.ConnOption{dbsql.WithPort(1)}, others...)...)"),
      "unknown",
    ],
    [
      "assignment in a branch",
      sql(
        'ua := "Acme_Loader/1.2.0"\nif v := os.Getenv("UA"); v != "" {\nua = v\n}\ndbsql.NewConnector(dbsql.WithUserAgentEntry(ua))',
      ),
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "an inner variable hides an outer one",
      sql(
        'ua := "Acme_Loader/1.2.0"\nif x {\nua := "bad value"\n_ = ua\n}\ndbsql.NewConnector(dbsql.WithUserAgentEntry(ua))',
      ),
      ok,
    ],
    [
      "function, without the results beside an error",
      sql(
        "ua, err := agent()\ndbsql.NewConnector(dbsql.WithUserAgentEntry(ua))",
        'func agent() (string, error) {\nif bad {\nreturn "", errBad\n}\nreturn "Acme_Loader/1.2.0", nil\n}\n',
      ),
      ok,
    ],
    [
      "second result of a function",
      sql(
        "_, ua := agent()\ndbsql.NewConnector(dbsql.WithUserAgentEntry(ua))",
        'func agent() (string, string) { return "a b", "x" }\n',
      ),
      "unknown",
    ],
    ["option of an own function", sql("dbsql.NewConnector(withDefaults())"), "unknown"],
  ]);
});

describe("go sites: structs", () => {
  const connect = "dbsql.NewConnector(dbsql.WithUserAgentEntry(c.agent))";
  run([
    [
      "field from a constructor",
      sql(
        "return nil",
        `type client struct { agent string }\nfunc newClient() *client { return &client{agent: "Acme_Loader/1.2.0"} }\nfunc (c *client) open() { ${connect} }\n`,
      ),
      ok,
    ],
    [
      "field set in a method",
      sql(
        "return nil",
        `type client struct { agent string }\nfunc (c *client) init() { c.agent = "Acme_Loader/1.2.0" }\nfunc (c *client) open() { ${connect} }\n`,
      ),
      ok,
    ],
    [
      "field set on a new object",
      sql(
        "return nil",
        `type client struct { agent string }\nfunc newClient() *client {\nc := &client{}\nc.agent = "Acme_Loader/1.2.0"\nreturn c\n}\nfunc (c *client) open() { ${connect} }\n`,
      ),
      ok,
    ],
    [
      "method that gives it",
      sql(
        "return nil",
        `type client struct{}\nfunc (c *client) name() string { return "Acme_Loader/1.2.0" }\nfunc (c *client) open() { dbsql.NewConnector(dbsql.WithUserAgentEntry(c.name())) }\n`,
      ),
      ok,
    ],
    [
      "field of another object",
      sql("return nil", `type client struct { agent string }\nfunc (c *client) open() { ${connect} }\n`),
      "unknown",
    ],
  ]);
});

describe("go sites: DSN", () => {
  const open = (dsn: string) =>
    sql(`db, err := stdsql.Open("databricks", ${dsn})`).replace('"os"', '"os"\n\tstdsql "database/sql"');
  run([
    ["literal", open('"token:x@acme.cloud.databricks.com:443/sql/1.0/warehouses/a"'), "missing"],
    [
      "literal with it",
      open('"token:x@acme.cloud.databricks.com:443/sql/1.0/warehouses/a?userAgentEntry=Acme_Loader/1.2.0"'),
      ok,
    ],
    ["keys are case-sensitive", open('"token:x@h:443/p?UserAgentEntry=Acme_Loader/1.2.0"'), "missing"],
    ["a path from settings", open('fmt.Sprintf("token:%s@%s:%d%s", t, h, 443, os.Getenv("HTTP_PATH"))'), "missing"],
    ["an end that may hold anything", open('fmt.Sprintf("token:%s@%s", t, rest)'), "unknown"],
    ["all of it from settings", open('os.Getenv("DSN")'), "unknown"],
  ]);
});

describe("go sites: requests", () => {
  const ua = '"User-Agent", "Acme_Loader/1.2.0"';
  run([
    ["bare", http("http.DefaultClient.Do(req)"), "missing"],
    ["Set", http(`req.Header.Set(${ua})`), ok],
    ["Add", http(`req.Header.Add(${ua})`), ok],
    ["any case", http('req.Header.Set("user-agent", "Acme_Loader/1.2.0")'), ok],
    ["indexed", http('req.Header["User-Agent"] = []string{"Acme_Loader/1.2.0"}'), ok],
    ["a new header", http(`req.Header = http.Header{"User-Agent": {"Acme_Loader/1.2.0"}}`), ok],
    [
      "a header that takes the place of what was set",
      http(`req.Header.Set(${ua})\nreq.Header = http.Header{}`),
      "missing",
    ],
    ["a header filled before", http(`h := http.Header{}\nh.Set(${ua})\nreq.Header = h`), ok],
    ["a name from a loop", http("for k, v := range all {\nreq.Header.Set(k, v)\n}"), "unknown"],
    [
      "handed to a function that sets it",
      http("sign(req)", `func sign(r *http.Request) { r.Header.Set(${ua}) }\n`),
      ok,
    ],
    [
      "handed to a function that does not",
      http("sign(req)", 'func sign(r *http.Request) { r.Header.Set("X", "y") }\n'),
      "missing",
    ],
    [
      "handed on",
      http("send(req)", `func send(r *http.Request) { sign(r) }\nfunc sign(q *http.Request) { q.Header.Set(${ua}) }\n`),
      ok,
    ],
    [
      "handed over with the value",
      http(
        'sign(req, "Acme_Loader/1.2.0")',
        'func sign(r *http.Request, v string) { r.Header.Set("User-Agent", v) }\n',
      ),
      ok,
    ],
    [
      "handed to a function on some ways",
      http("if x {\nsign(req)\n}", `func sign(r *http.Request) { r.Header.Set(${ua}) }\n`),
      "unknown",
    ],
    ["handed to what is not seen", http("hook(req)"), "unknown"],
    [
      "a transport that sets it",
      http(
        "http.DefaultClient.Do(req)",
        `func (t *tagged) RoundTrip(r *http.Request) (*http.Response, error) {\nr.Header.Set(${ua})\nreturn t.next.RoundTrip(r)\n}\n`,
      ),
    ],
    ["recursion", http("a(req)", "func a(r *http.Request) { b(r) }\nfunc b(r *http.Request) { a(r) }\n"), "unknown"],
  ]);
});

describe("go sites: Lakebase", () => {
  const pool = (host: string, more: string) =>
    `package main\n\nimport "github.com/jackc/pgx/v5/pgxpool"\n\nfunc run(databricks string) {\ncfg, err := pgxpool.ParseConfig(fmt.Sprintf("host=%s dbname=db sslmode=require", ${host}))\n${more}\n}\n`;
  const hook = "cfg.BeforeConnect = func() { w.Postgres.GenerateDatabaseCredential(ctx, r) }";
  run([
    ["host from settings, with the credential", pool('os.Getenv("PGHOST")', hook), "missing"],
    [
      "tagged",
      pool('os.Getenv("PGHOST")', `${hook}\ncfg.ConnConfig.RuntimeParams["application_name"] = "Acme_Loader/1.2.0"`),
      ok,
    ],
    ["host from settings alone", pool('os.Getenv("PGHOST")', "")],
    ["another host beside the credential", pool('"db.acme.example"', hook)],
  ]);
});

describe("go sites: pieces of texts, and defaults", () => {
  const sdk = (outside: string, body: string) =>
    `package main\n\nimport (\n\t"cmp"\n\t"os"\n\t"strings"\n\n\t"github.com/databricks/databricks-sdk-go"\n\t"github.com/databricks/databricks-sdk-go/useragent"\n)\n\nconst ua = "Acme_Loader/1.2.0"\n${outside}\nfunc run() {\n${body}\n\tdatabricks.NewWorkspaceClient(&databricks.Config{Token: t})\n}\n`;
  const tag = "useragent.WithProduct(product, version)";
  run([
    ["product and version by strings.Cut", sdk("", `product, version, _ := strings.Cut(ua, "/")\n${tag}`), ok],
    ["the same for the package", sdk('var product, version, _ = strings.Cut(ua, "/")\n', tag), ok],
    ["by strings.Split", sdk("", 'parts := strings.Split(ua, "/")\nuseragent.WithProduct(parts[0], parts[1])'), ok],
    [
      "at another sign",
      sdk("", `product, version, _ := strings.Cut(ua, "-")\n${tag}`),
      "set-invalid Acme_Loader/1.2.0/",
    ],
    ["of a text that is not known", sdk("", `product, version, _ := strings.Cut(os.Args[1], "/")\n${tag}`), "unknown"],
    ["later results of other functions", sdk("", `product, version := strings.CutPrefix(ua, "x")\n${tag}`), "unknown"],
    [
      "the first that is not empty",
      sql('dbsql.NewConnector(dbsql.WithUserAgentEntry(cmp.Or("", "Acme_Loader/1.2.0")))').replace('"fmt"', '"cmp"'),
      ok,
    ],
    [
      "a setting with a default",
      sql('dbsql.NewConnector(dbsql.WithUserAgentEntry(cmp.Or(os.Getenv("UA"), "Acme_Loader/1.2.0")))').replace(
        '"fmt"',
        '"cmp"',
      ),
      ok,
    ],
  ]);
});

describe("go fixes", () => {
  const fixed = async (text: string) => {
    const { sites } = await check("sample.go", text);
    const [edit, ...more] = sites[0]?.userAgent.insert?.("Acme_Loader/1.2.0") ?? [];
    assert.ok(edit && more.length === 0);
    return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  };

  it("puts a statement behind the check for an error", async () => {
    const text = http("if err != nil {\n\tpanic(err)\n}\nhttp.DefaultClient.Do(req)");
    assert.match(
      await fixed(text),
      /panic\(err\)\n\}\nreq\.Header\.Set\("User-Agent", "Acme_Loader\/1\.2\.0"\)\nhttp\./,
    );
  });

  it("uses the package's own name", async () => {
    const text = code`
      package main
      import bricks "github.com/databricks/databricks-sql-go"
      func run() { bricks.NewConnector(bricks.WithPort(443)) }`;
    assert.match(await fixed(text), /WithPort\(443\), bricks\.WithUserAgentEntry\("Acme_Loader\/1\.2\.0"\)\)/);
  });
});

describe("go auth", () => {
  const config = (fields: string) =>
    `package main\nimport "github.com/databricks/databricks-sdk-go"\nfunc run() { databricks.NewWorkspaceClient(&databricks.Config{${fields}}) }`;
  const kinds: readonly (readonly [fields: string, kind: string])[] = [
    ["", "ambient"],
    ["Token: t", "pat"],
    ["ClientID: a, ClientSecret: b", "m2m"],
    ["Token: t, ClientID: a, ClientSecret: b", "mixed"],
    ['Token: t, ClientID: a, AuthType: "oauth-m2m"', "m2m"],
    ['AuthType: "databricks-cli"', "u2m"],
    ['AuthType: "github-oidc"', "federation"],
    ['Profile: "DEV"', "dynamic"],
  ];
  for (const [fields, kind] of kinds) {
    it(`${fields === "" ? "nothing" : fields} is ${kind}`, async () => {
      const { sites } = await check("sample.go", config(fields));
      assert.deepEqual(
        sites.map(({ auth }) => auth.kind),
        [kind],
      );
    });
  }

  it("of the SQL driver shows in the authenticator that it makes", async () => {
    const { sites } = await check(
      "sample.go",
      code`
        package main
        import (
          dbsql "github.com/databricks/databricks-sql-go"
          "github.com/databricks/databricks-sql-go/auth/oauth/m2m"
        )
        func run(c Config) {
          made := m2m.NewAuthenticatorWithScopes(c.ID, c.Secret, c.Host, nil)
          dbsql.NewConnector(dbsql.WithAuthenticator(m2m.NewAuthenticator(c.ID, c.Secret, c.Host)))
          dbsql.NewConnector(dbsql.WithAuthenticator(made))
          dbsql.NewConnector(dbsql.WithAuthenticator(own(c)))
        }
      `,
    );
    assert.deepEqual(
      sites.map(({ auth }) => auth.kind),
      ["m2m", "m2m", "dynamic"],
    );
  });
});
