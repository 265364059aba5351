import assert from "node:assert/strict";
import { check, code, engine } from "../samples.ts";

/** `facts status auth` of each site. */
async function sites(path: string, text: string): Promise<string[]> {
  const report = await check(path, text);
  return report.sites.map(({ facts, userAgent, auth }) => `${facts} ${userAgent.status} ${auth.kind}`);
}

function java(imports: readonly string[], body: string): string {
  return [
    ...imports.map((name) => `import ${name};`),
    "class Main { void run(String host, String token) throws Exception {",
    body,
    "} }",
  ].join("\n");
}

const url = '"jdbc:databricks://" + host + ":443;httpPath=/sql/1.0/warehouses/0"';
const lakebase = '"jdbc:postgresql://ep-a-b.database.us-west-2.cloud.databricks.com/databricks_postgres"';
const statements = '"https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/statements"';

const cases: readonly (readonly [
  name: string,
  imports: readonly string[],
  body: string,
  expected: readonly string[],
])[] = [
  [
    "DataSource",
    ["com.databricks.client.jdbc.DataSource"],
    `DataSource d = new DataSource(); d.setURL(${url});`,
    ["jdbc/data-source missing unknown"],
  ],
  [
    "HikariConfig from Properties",
    ["com.zaxxer.hikari.*", "java.util.Properties"],
    `Properties p = new Properties(); p.setProperty("jdbcUrl", ${url}); new HikariDataSource(new HikariConfig(p));`,
    ["jdbc/hikari-config missing unknown"],
  ],
  [
    "HikariDataSource",
    ["com.zaxxer.hikari.HikariDataSource"],
    `HikariDataSource d = new HikariDataSource(); d.setJdbcUrl(${url}); d.addDataSourceProperty("UserAgentEntry", "Acme_Loader");`,
    ["jdbc/hikari set-valid unknown"],
  ],
  ["Jdbi", ["org.jdbi.v3.core.Jdbi"], `Jdbi.create(${url} + ";AuthMech=11;Auth_Flow=1");`, ["jdbc/jdbi missing m2m"]],
  [
    "DriverManagerDataSource",
    ["org.springframework.jdbc.datasource.DriverManagerDataSource", "java.util.Properties"],
    `Properties p = new Properties(); p.put("UserAgentEntry", "Acme_Loader/1.2.0"); var d = new DriverManagerDataSource(${url}); d.setConnectionProperties(p);`,
    ["jdbc/spring set-valid unknown"],
  ],
  [
    "DataSourceBuilder",
    ["org.springframework.boot.jdbc.DataSourceBuilder"],
    `DataSourceBuilder.create().url(${url}).username("token").password(token).build();`,
    ["jdbc/spring missing pat"],
  ],
  [
    "BasicDataSource",
    ["org.apache.commons.dbcp2.BasicDataSource"],
    `BasicDataSource d = new BasicDataSource(); d.setUrl(${url}); d.setConnectionProperties("UserAgentEntry=Acme_Loader");`,
    ["jdbc/pool unknown unknown"],
  ],
  [
    "Spark",
    ["org.apache.spark.sql.SparkSession"],
    `SparkSession spark = SparkSession.builder().getOrCreate(); spark.read().format("jdbc").option("url", ${url}).option("user", "token").option("password", token).load();`,
    ["jdbc/spark missing pat"],
  ],
  [
    "another database",
    ["java.sql.DriverManager"],
    'DriverManager.getConnection("jdbc:postgresql://" + host + "/db");',
    [],
  ],
  ["another class of that name", ["com.acme.DriverManager"], `DriverManager.getConnection(${url});`, []],
  [
    "PgJDBC",
    ["java.sql.DriverManager"],
    `DriverManager.getConnection(${lakebase}, "u", token);`,
    ["lakebase/driver-manager missing dynamic"],
  ],
  [
    "PGSimpleDataSource",
    ["org.postgresql.ds.PGSimpleDataSource"],
    `PGSimpleDataSource d = new PGSimpleDataSource(); d.setURL(${lakebase}); d.setApplicationName("Acme_Loader/1.2.0");`,
    ["lakebase/pg-data-source set-valid dynamic"],
  ],
  [
    "HttpURLConnection in two steps",
    ["java.net.*"],
    `URL url = new URL(${statements}); HttpURLConnection c = (HttpURLConnection) url.openConnection(); c.setRequestProperty("Authorization", "Bearer " + token);`,
    ["rest/url-connection missing dynamic"],
  ],
  [
    "HttpURLConnection of a URI",
    ["java.net.*"],
    `HttpURLConnection c = (HttpURLConnection) URI.create(${statements}).toURL().openConnection(); c.setRequestProperty("User-Agent", "Acme_Loader/1.2.0");`,
    ["rest/url-connection set-valid unknown"],
  ],
  [
    "HttpRequest in steps",
    ["java.net.http.HttpRequest", "java.net.URI"],
    `HttpRequest.Builder b = HttpRequest.newBuilder(URI.create(${statements})); b.header("Accept", "*/*").header("User-Agent", "Acme_Loader/1.2.0"); b.build();`,
    ["rest/http-request set-valid unknown"],
  ],
  [
    "HttpRequest with pairs",
    ["java.net.http.HttpRequest", "java.net.URI"],
    `HttpRequest.newBuilder().uri(new URI(${statements})).headers("Accept", "*/*", "User-Agent", "Acme_Loader/1.2.0").build();`,
    ["rest/http-request set-valid unknown"],
  ],
  [
    "HttpRequest whose path its callers say",
    ["java.net.http.HttpRequest", "java.net.URI"],
    `request("/oidc/v1/token"); request("/api/2.0/sql/statements"); }
     HttpRequest.Builder request(String path) { return HttpRequest.newBuilder(URI.create(workspace() + path)); }
     String workspace() { return "https://" + URI.create(System.getenv("DATABRICKS_HOST")).getAuthority();`,
    ["rest/http-request missing unknown"],
  ],
  [
    "OkHttp",
    ["okhttp3.Request"],
    `Request r = new Request.Builder().url(${statements}).addHeader("Authorization", "Bearer " + token).build();`,
    ["rest/okhttp missing dynamic"],
  ],
  [
    "OkHttp by its full name",
    [],
    `var r = new okhttp3.Request.Builder().url(${statements}).header("user-agent", "Acme_Loader/1.2.0").build();`,
    ["rest/okhttp set-valid unknown"],
  ],
  [
    "Apache HttpClient",
    ["org.apache.http.client.methods.HttpPost"],
    `HttpPost p = new HttpPost(${statements}); p.setHeader("Authorization", "Bearer " + token);`,
    ["rest/apache missing dynamic"],
  ],
  [
    "RestTemplate",
    ["org.springframework.web.client.RestTemplate", "org.springframework.http.*"],
    `RestTemplate t = new RestTemplate(); HttpHeaders h = new HttpHeaders(); h.setBearerAuth(token); t.exchange(${statements}, HttpMethod.GET, new HttpEntity<>(h), String.class);`,
    ["rest/rest-template missing dynamic"],
  ],
  [
    "RestTemplate with a constant",
    ["org.springframework.web.client.RestTemplate", "org.springframework.http.*"],
    `RestTemplate t = new RestTemplate(); HttpHeaders h = new HttpHeaders(); h.set(HttpHeaders.USER_AGENT, "Acme_Loader/1.2.0"); t.exchange(${statements}, HttpMethod.GET, new HttpEntity<>(h), String.class);`,
    ["rest/rest-template set-valid unknown"],
  ],
  [
    "another host",
    ["okhttp3.Request"],
    'new Request.Builder().url("https://api.example.com/api/2.0/things").build();',
    [],
  ],
  [
    "Connect",
    ["com.databricks.connect.DatabricksSession", "com.databricks.sdk.core.DatabricksConfig"],
    'DatabricksSession.builder().sdkConfig(new DatabricksConfig().setProfile("a")).userAgent("Acme_Loader/1.2.0").getOrCreate();',
    ["databricks-connect/jvm set-valid dynamic"],
  ],
  [
    "account client",
    ["com.databricks.sdk.AccountClient", "com.databricks.sdk.core.DatabricksConfig"],
    "new AccountClient(new DatabricksConfig().setToken(token).setClientId(host));",
    ["java-sdk/client missing mixed"],
  ],
];

describe("sites on the JVM", () => {
  for (const [name, imports, body, expected] of cases) {
    it(name, async () => {
      assert.deepEqual(await sites("Main.java", java(imports, body)), expected);
    });
  }

  it("sees what a helper of the file does to the properties it is handed", async () => {
    const text = code`
      import java.sql.*;
      import java.util.Properties;

      class Main {
        private final Properties properties = new Properties();

        Main() { tag(properties); }

        static void tag(Properties target) { target.put("UserAgentEntry", "Acme_Loader/1.2.0"); }

        Connection open() throws SQLException { return DriverManager.getConnection("jdbc:databricks://h:443", properties); }
      }
    `;
    const found = await sites("Main.java", text);
    assert.deepEqual(
      found.filter((site) => site.includes(" missing ")),
      [],
    );
  });

  it("notes the calls that rules speak about, with the method around them", async () => {
    const text = code`
      import com.databricks.sdk.WorkspaceClient;
      import com.databricks.sdk.service.postgres.GenerateDatabaseCredentialRequest;

      class Main {
        private final WorkspaceClient w;

        Main(WorkspaceClient w) { this.w = w; }

        String password(String endpoint) {
          return w.postgres().generateDatabaseCredential(new GenerateDatabaseCredentialRequest().setEndpoint(endpoint)).getToken();
        }
      }
    `;
    const document = engine.open("Main.java");
    const model = await document.read(text);
    document.dispose();
    assert.deepEqual(
      model?.uses.map(({ use, inFunction }) => `${use} in ${inFunction}`),
      ["lakebase-credential in password"],
    );
  });
});
