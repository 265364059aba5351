import type { RecordedRequest } from "../../src/emulator/emulator.ts";
import type { ConnectorId } from "../../src/core/lint/sites.ts";

/** What a client sends when it is tagged: facts that were read off recorded runs. */
export interface ClientRequests {
  /** A User-Agent that carries the identity `Acme_Loader/1.2.0` in its exact place. */
  readonly tagged: RegExp;
  /** The requests that do the snippet's work, and so must be there. */
  isWork(request: RecordedRequest): boolean;
  /** What the client sends on its own account without the identity, and no setting changes: path, and why. */
  readonly untagged: readonly { readonly path: RegExp; readonly why: string }[];
}

const pythonSignIn = {
  path: /^\/oidc\/|^\/\.well-known\//,
  why: "Discovery and the token endpoint are asked by databricks-sdk without the product of its Config.",
};

const javaSignIn = {
  path: /^\/oidc\/|^\/\.well-known\//,
  why: "Discovery names Apache's client; the driver, and the SDK for tokens of identity providers, do not tag the token endpoint either.",
};

/** By snippet language and connector: `python/python-sql`. */
export const clients: Readonly<Record<string, ClientRequests>> = {
  "python/python-sql": {
    tagged: /^PyDatabricksSqlConnector\/\S+ \(Acme_Loader\/1\.2\.0\)$/,
    isWork: ({ rpc }) => rpc === "ExecuteStatement",
    untagged: [pythonSignIn],
  },
  "python/sqlalchemy": {
    // The dialect puts its own name before the entry.
    tagged: /^PyDatabricksSqlConnector\/\S+ \(sqlalchemy \+ Acme_Loader\/1\.2\.0\)$/,
    isWork: ({ rpc }) => rpc === "ExecuteStatement",
    untagged: [pythonSignIn],
  },
  "python/python-sdk": {
    tagged: /^Acme_Loader\/1\.2\.0 databricks-sdk-py\//,
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [pythonSignIn],
  },
  "python/databricks-connect": {
    // Before it connects to a cluster, it asks for the cluster's runtime by the SDK.
    tagged: /^Acme_Loader\/1\.2\.0 (?:databricks-session databricks-sdk\/\S+ dbconnect|databricks-sdk-py)\//,
    // Each of its calls; see bed/sparkConnect.py.
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [pythonSignIn],
  },
  "javascript/node-sql": nodeSql(),
  "typescript/node-sql": nodeSql(),
  "javascript/js-sdk": jsSdk(),
  "typescript/js-sdk": jsSdk(),
  "go/go-sql": {
    tagged: /^godatabrickssqlconnector\/\S+ \(Acme_Loader\/1\.2\.0\)$/,
    isWork: ({ rpc }) => rpc === "ExecuteStatement",
    untagged: [
      {
        path: /^\/oidc\/|^\/\.well-known\//,
        why: "The driver signs in with golang.org/x/oauth2, which sends Go's own User-Agent.",
      },
    ],
  },
  "go/go-sdk": {
    tagged: /^Acme_Loader\/1\.2\.0(?: databricks-sdk-go\/|$)/,
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [{ path: /^\/oidc\/(?:v1\/authorize|interaction)/, why: "The browser opens these pages." }],
  },
  "python/rest": rest(),
  "javascript/rest": rest(),
  "typescript/rest": rest(),
  "go/rest": rest(),
  "shellscript/rest": rest(),
  "java/jdbc": {
    tagged: /^DatabricksJDBCDriverOSS\/\S+ databricks-jdbc-http .* Acme_Loader\/1\.2\.0$/,
    isWork: ({ rpc }) => rpc === "ExecuteStatement",
    untagged: [javaSignIn],
  },
  "java/java-sdk": {
    tagged: /^Acme_Loader\/1\.2\.0 databricks-sdk-java\//,
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [javaSignIn],
  },
  "java/rest": rest(),
  "python/lakebase": lakebase("databricks-sdk-py", [pythonSignIn]),
  "go/lakebase": lakebase("databricks-sdk-go", []),
  "java/lakebase": lakebase("databricks-sdk-java", [javaSignIn]),
  "javascript/lakebase": lakebase("", []),
  "typescript/lakebase": lakebase("", []),
  "shellscript/lakebase": lakebase("", []),
};

function nodeSql(): ClientRequests {
  return {
    tagged: /^NodejsDatabricksSqlConnector\/\S+ \(Acme_Loader\/1\.2\.0; /,
    isWork: ({ rpc }) => rpc === "ExecuteStatement",
    untagged: [{ path: /^\/oidc\//, why: "The driver signs in with openid-client, which names itself." }],
  };
}

function jsSdk(): ClientRequests {
  return {
    tagged: /^Acme_Loader\/1\.2\.0 databricks-sdk-js\//,
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [{ path: /^\/oidc\//, why: "The SDK signs in with a client that sends no User-Agent." }],
  };
}

/** PostgreSQL's clients name themselves with `application_name`; who asks for the credential, with a User-Agent. */
function lakebase(sdk: string, untagged: ClientRequests["untagged"]): ClientRequests {
  return {
    tagged: new RegExp(`^Acme_Loader/1\\.2\\.0(?:$| ${sdk}/)`),
    isWork: ({ method, status }) => method === "CONNECT" && status === 200,
    untagged,
  };
}

/** Code of our own sends what we say, to the token endpoint as well. */
function rest(): ClientRequests {
  return {
    tagged: /^Acme_Loader\/1\.2\.0$/,
    isWork: ({ path }) => path === "/api/2.0/preview/scim/v2/Me",
    untagged: [],
  };
}

/** What the ODBC driver's documentation demands for each way to sign in, beside what all have. Secrets are not among it. */
export const odbcSignIns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  m2m: { AuthMech: "11", Auth_Flow: "1", Auth_Client_ID: "<client id>", Auth_Scope: "all-apis" },
  u2m: { AuthMech: "11", Auth_Flow: "2" },
  "u2m-token": { AuthMech: "11", Auth_Flow: "0" },
  pat: { AuthMech: "3", UID: "token" },
};

export const odbcDriver = "the ODBC driver is no free software, and in no package registry";

/** Why a snippet cannot be proved on 127.0.0.1, by language and prefix. The linter reads these all the same. */
export const notProvable: Readonly<Record<string, string>> = {
  "python/dbx-python-pyodbc-m2m": odbcDriver,
  "python/dbx-python-pyodbc-u2m": odbcDriver,
  "python/dbx-python-pyodbc-u2m-token": odbcDriver,
  "python/dbx-python-pyodbc-pat": odbcDriver,
};

export function clientOf(language: string, connector: ConnectorId): ClientRequests {
  const client = clients[`${language}/${connector}`];
  if (!client) throw new Error(`test/connectors/clients.ts does not say what ${connector} sends from ${language}.`);
  return client;
}
