import type { ConnectorId } from "../lint/sites.ts";

/** Where a client puts what its caller names as User-Agent. */
export type IdentityPlace =
  /** In the first comment: `PyDatabricksSqlConnector/4 (Acme_Loader/1.0)`. */
  | "comment"
  /** In front of everything: `Acme_Loader/1.0 databricks-sdk-py/0.9 …`. */
  | "first"
  /** Behind the client's own words. */
  | "last";

/** A client of Databricks as its User-Agent shows it. */
export interface KnownClient {
  /** For people. */
  readonly name: string;
  /** The product token of its own, without the version. */
  readonly token: RegExp;
  /** Absent for tools that name themselves, which no caller can tag. */
  readonly connector?: ConnectorId;
  readonly place: IdentityPlace;
  /** The rule of the linter that finds code which leaves the identity out. */
  readonly rule?: string;
}

/**
 * The more special one first: the JDBC driver also sends the token of the Java SDK.
 * Source: the builders of these headers in each client's repository (`session.py`, `buildUserAgentString.ts`,
 * `useragent.go`, `UserAgentManager.java`, `useragent` packages of the SDKs), and for Databricks Connect what it sends.
 */
export const knownClients: readonly KnownClient[] = [
  sql("Databricks SQL Connector for Python", "python-sql", /^PyDatabricksSqlConnector$/i),
  sql("Databricks SQL Driver for Node.js", "node-sql", /^NodejsDatabricksSqlConnector$/i),
  sql("Databricks SQL Driver for Go", "go-sql", /^godatabrickssqlconnector$/i),
  {
    name: "Databricks JDBC Driver",
    token: /^(?:DatabricksJDBCDriver\w*|(?:Simba|Databricks)\w*-?JDBC\w*)$/i,
    connector: "jdbc",
    place: "last",
    rule: "ua-missing-jdbc",
  },
  {
    name: "Databricks ODBC Driver",
    token: /^(?:Simba|Databricks)\w*-?ODBC\w*$/i,
    connector: "odbc",
    place: "last",
    rule: "ua-missing-odbc",
  },
  { name: "ADBC Driver", token: /^ADBC(?:Spark|Databricks)Driver$/i, connector: "adbc", place: "last" },
  { name: "Databricks CLI", token: /^cli$/, place: "first" },
  { name: "Databricks Terraform provider", token: /^databricks-tf-provider$/i, place: "last" },
  sdk("Databricks SDK for Python", "python-sdk", /^databricks-sdk-py$/i, "ua-missing-python-sdk"),
  sdk("Databricks SDK for Go", "go-sdk", /^databricks-sdk-go$/i, "ua-missing-go-sdk"),
  sdk("Databricks SDK for Java", "java-sdk", /^databricks-sdk-java$/i, "ua-missing-java-sdk"),
  sdk(
    "Databricks SDK for JavaScript",
    "js-sdk",
    /^databricks-sdk-(?:js|javascript|typescript)$/i,
    "ua-missing-node-sdk",
  ),
  {
    name: "Databricks Connect",
    // The second is how the session of Apache Spark calls itself.
    token: /^(?:dbconnect|_SPARK_CONNECT_\w+)$/i,
    connector: "databricks-connect",
    place: "first",
    rule: "ua-missing-connect",
  },
  {
    name: "Iceberg client",
    token: /^(?:PyIceberg|iceberg)$/i,
    connector: "iceberg",
    place: "last",
    rule: "ua-missing-iceberg",
  },
];

function sql(name: string, connector: ConnectorId, token: RegExp): KnownClient {
  return { name, token, connector, place: "comment", rule: `ua-missing-${connector}` };
}

function sdk(name: string, connector: ConnectorId, token: RegExp, rule: string): KnownClient {
  return { name, token, connector, place: "first", rule };
}

/** What HTTP libraries call themselves when nobody names a product. */
export const httpLibrary =
  /^(?:python-(?:requests|urllib3|httpx)|Python-urllib|urllib3|aiohttp|httpx|okhttp|axios|node-fetch|node|undici|got|superagent|openid-client|oauth4webapi|Go-http-client|Java-http-client|Java|Apache-HttpClient|Jersey|Jetty|curl|libcurl|Wget|PostmanRuntime|insomnia|Mozilla|AppleWebKit|Chrome|Safari|Firefox|RestSharp|reqwest|hyper|Dart|Ruby|Faraday|PowerShell|WindowsPowerShell|GuzzleHttp|grpc-\S+)$/i;

/** What clients say of the machine and the runtime they run on, by the names before the slash. */
export const runtimeWord =
  /^(?:python|os|jvm|java|go|node(?:\.js)?|scala|kotlin|spark|pandas|pyarrow|thrift|auth|runtime|databricks-jdbc-http|cmd|cmd-exec-id|engine|sdk|THttpClient|SQLExecHttpClient|rest|sqlalchemy|dbt-databricks|databricks-session|databricks-sdk|linux|darwin|windows(?:_nt)?|macos|(?:\w+[-_])?(?:x86_64|amd64|arm64|aarch64|i686))$/i;

/** Words that are added without the caller's doing: who or what ran the program. */
export const addedWords: Readonly<Record<string, string>> = {
  agent: "a coding agent ran the program",
  cicd: "a CI system ran the program",
  upstream: "another program stands in front: DATABRICKS_SDK_UPSTREAM",
  "upstream-version": "another program stands in front: DATABRICKS_SDK_UPSTREAM_VERSION",
  "databricks-vscode": "an editor extension has put its name into the environment",
  vscode: "an editor has put its name into the environment",
};
