/**
 * Every row of the framework's troubleshooting table (its number there), what the Lakebase section adds (`L…`), and what
 * the REST API says besides (`R…`), as clients really print it: Python, Java, Go, Node.js, psql, curl, GitHub Actions, or
 * as people describe it.
 */
export interface ErrorRow {
  readonly row: number | `L${number}` | `R${number}`;
  readonly id: string;
  readonly text: string;
  /** Written by a person. */
  readonly described?: true;
}

const service = "10922e0f-2688-4911-9fe0-4f35af5a563f";
const lakebaseHost = "ep-cool-1234.database.us-east-1.cloud.databricks.com";

export const errorRows: readonly ErrorRow[] = [
  {
    row: 1,
    id: "mixed-auth",
    text: `Traceback (most recent call last):
  File "/app/load.py", line 12, in <module>
    w = WorkspaceClient(host=host, token=token)
  File "/usr/lib/python3.12/site-packages/databricks/sdk/config.py", line 641, in _validate
ValueError: validate: more than one authorization method configured: oauth and pat. Config: host=https://x`,
  },
  { row: 1, id: "mixed-auth", text: "panic: validate: more than one authorization method configured: basic and pat." },
  {
    row: 2,
    id: "no-credentials",
    text: "databricks.sdk.errors: default auth: cannot configure default credentials, please check the documentation",
  },
  {
    row: 2,
    id: "no-credentials",
    text: `Exception in thread "main" com.databricks.sdk.core.DatabricksException: default auth: cannot configure default credentials
\tat com.databricks.sdk.core.DatabricksConfig.authenticate(DatabricksConfig.java:251)`,
  },
  {
    row: 3,
    id: "client-not-available",
    text: `{"error":"invalid_request","error_description":"OAuth application with client_id: '${service}' not available in Databricks account '11112222'"}`,
  },
  {
    row: 4,
    id: "redirect-uri",
    text: "error=invalid_request: redirect_uri 'http://localhost:8080/callback' not registered for OAuth application 'databricks-cli'",
  },
  {
    row: 4,
    id: "redirect-uri",
    text: "https://acme.cloud.databricks.com/oidc/v1/authorize answered: redirect_uri mismatch",
  },
  {
    row: 5,
    id: "state-mismatch",
    text: '  File "/venv/databricks/sdk/oauth.py", line 380, in exchange\nValueError: state mismatch: a1 != b2',
  },
  {
    row: 6,
    id: "port-in-use",
    text: "Error: databricks auth login: failed to listen on any port in range 8021-8040",
  },
  {
    row: 6,
    id: "port-in-use",
    text: "Error: listen EADDRINUSE: address already in use 127.0.0.1:8020\n    at Server.setupListenHandle [as _listen2]",
  },
  { row: 6, id: "port-in-use", text: "oauth: cannot listen on localhost:8020: bind: address already in use" },
  {
    row: 6,
    id: "port-in-use",
    text: `  File "/venv/databricks/sdk/oauth.py", line 318, in launch_external_browser
    with HTTPServer((redirect_url.hostname or "", redirect_url.port or 0), handler) as httpd:
  File "/usr/lib/python3.12/socketserver.py", line 457, in __init__
OSError: [Errno 98] Address already in use`,
  },
  { row: 7, id: "no-oauth", text: "ValueError: https://accounts.cloud.databricks.com does not support OAuth" },
  { row: 8, id: "no-refresh-token", text: "oauth2: token expired and refresh token is not set" },
  {
    row: 9,
    id: "token-expired",
    text: '{"error_code":"403","message":"Invalid access token. [ReqId: 145ae51b-da74]"}',
  },
  {
    row: 9,
    id: "token-expired",
    text: "com.databricks.client.jdbc.Driver: HTTP Response code: 401, Error message: Token expired",
  },
  { row: 9, id: "token-expired", text: "my nightly job gets a 401 after about an hour", described: true },
  {
    row: "R1",
    id: "credential-not-sent",
    text: '{"error_code":401,"message":"Credential was not sent or was of an unsupported type for this API. [ReqId: 145ae51b-da74]"}',
  },
  { row: 10, id: "no-valid-settings", text: "RuntimeError: No valid authentication settings!" },
  {
    row: 11,
    id: "unexpected-browser",
    text: '  File "/app/.venv/databricks/sql/auth/oauth.py", line 140\nwebbrowser.Error: could not locate runnable browser',
  },
  { row: 11, id: "unexpected-browser", text: "a browser window opens on the CI server", described: true },
  {
    row: 12,
    id: "basic-auth",
    text: "ValueError: Username/password authentication is no longer supported. Please use OAuth or access token instead.",
  },
  { row: 13, id: "go-dsn", text: "2026/05/04 10:00:00 databricks: invalid DSN: empty token" },
  { row: 13, id: "go-dsn", text: "databricks: invalid DSN: basic auth not enabled" },
  { row: 13, id: "go-dsn", text: "databricks: invalid DSN: clientId and clientSecret params required" },
  {
    row: 14,
    id: "credentials-provider-shape",
    text: `    conn = sql.connect(host, path, credentials_provider=cfg.authenticate)
  File "/venv/lib/python3.12/site-packages/databricks/sql/auth/authenticators.py", line 44, in __init__
TypeError: 'dict' object is not callable`,
  },
  {
    row: 15,
    id: "deprecated-user-agent-entry",
    text: "WARNING:databricks.sql:[WARN] Parameter '_user_agent_entry' is deprecated; use 'user_agent_entry' instead.",
  },
  {
    row: 16,
    id: "deprecated-client-id",
    text: 'warn: DBSQLClient.connect: The "clientId" option is deprecated. Please use "userAgentEntry" instead.',
  },
  {
    row: 17,
    id: "user-agent-parts",
    text: '  File "/venv/databricks/sdk/useragent.py", line 61\nValueError: Invalid semantic version: 1.0',
  },
  { row: 17, id: "user-agent-parts", text: "ValueError: Invalid alphanumeric value: Acme Loader" },
  {
    row: 17,
    id: "user-agent-parts",
    text: "panic: invalid semver string: 1.x\n\ngoroutine 1 [running]:\ngithub.com/databricks/databricks-sdk-go/useragent.WithProduct",
  },
  {
    row: 18,
    id: "user-agent-parts",
    text: "java.lang.IllegalArgumentException: Invalid alphanumeric string: Acme%20Loader\n\tat com.databricks.sdk.core.UserAgent",
  },
  {
    row: 19,
    id: "user-agent-entry-format",
    text: "[Simba][SparkJDBCDriver](500174) Incorrect format for User-Agent entry: Acme, Inc.",
  },
  { row: 20, id: "terraform-user-agent", text: "Error: product string must follow RFC 9110: Acme Loader" },
  {
    row: 20,
    id: "terraform-user-agent",
    text: "databricks provider: DATABRICKS_USER_AGENT_EXTRA: user agent product string must include version",
  },
  { row: 21, id: "user-agent-missing", text: "the User-Agent is missing in query history", described: true },
  { row: 21, id: "user-agent-missing", text: "user agent does not show in system.access.audit", described: true },
  { row: 22, id: "user-agent-redacted", text: "{ 'User-Agent': 'NodejsDatabricksSqlConnector/1.9.0 (<REDACTED>)' }" },
  { row: 23, id: "sharing-user-agent", text: "ValueError: User-Agent cannot be overriden" },
  {
    row: 24,
    id: "warehouse-access",
    text: "Error: 403 Forbidden: POST https://acme.cloud.databricks.com/sql/1.0/warehouses/abc123",
  },
  {
    row: 24,
    id: "warehouse-access",
    text: "java.sql.SQLException: [Databricks][JDBCDriver](500593) HTTP Response code: 403\n\tat com.databricks.client.hivecommon",
  },
  {
    row: 24,
    id: "warehouse-access",
    text: "PERMISSION_DENIED: You do not have permission to use the SQL Warehouse.",
  },
  {
    row: 24,
    id: "client-refused",
    text: 'oauth-m2m: POST https://acme.cloud.databricks.com/oidc/v1/token: {"error":"invalid_client"}',
  },
  {
    row: 25,
    id: "permission-denied",
    text: "databricks.sql.exc.ServerOperationError: [INSUFFICIENT_PERMISSIONS] Insufficient privileges:\nUser does not have SELECT on Table 'main.sales.orders'. SQLSTATE: 42501",
  },
  {
    row: 25,
    id: "permission-denied",
    text: "Error: PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'finance'.",
  },
  { row: 25, id: "may-not-grant", text: "PERMISSION_DENIED: User does not have MANAGE on Schema 'main.sales'." },
  { row: 25, id: "permission-denied", text: "databricks: rpc failed: PERMISSION_DENIED: access denied" },
  {
    row: 26,
    id: "java-add-opens",
    text: "java.lang.reflect.InaccessibleObjectException: Unable to make field long java.nio.Buffer.address accessible: module java.base does not open java.nio",
  },
  {
    row: 26,
    id: "java-add-opens",
    text: "Caused by: java.lang.RuntimeException: Failed to initialize MemoryUtil. You must start Java with `--add-opens`",
  },
  {
    row: 27,
    id: "java-browser-sign-in",
    text: `Exception in thread "main" java.lang.NullPointerException: Cannot invoke "java.util.List.iterator()"
\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)
\tat com.databricks.sdk.core.oauth.Consent.build(Consent.java:60)`,
  },
  { row: 28, id: "auth-mech", text: "DatabricksParsingException: Does not support authMech value 1" },
  {
    row: 29,
    id: "cli-token-scopes",
    text: "Error: Token issued by Databricks CLI has scopes [sql] which do not match the configured scopes [all-apis]",
  },
  { row: 29, id: "cli-token-scopes", text: "custom scopes are not supported with databricks-cli auth; scopes are…" },
  {
    row: 30,
    id: "workspace-access",
    text: '{"message":"API is disabled for users without workspace-access entitlement"}',
  },
  {
    row: 31,
    id: "lakebase-role",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: FATAL:  role "loader" does not exist`,
  },
  {
    row: 31,
    id: "lakebase-credential-refused",
    text: `psycopg.OperationalError: connection failed: FATAL:  password authentication failed for user '${service}'`,
  },
  {
    row: 32,
    id: "lakebase-user-name",
    text: `org.postgresql.util.PSQLException: FATAL: User "Acme Loader" not found (${lakebaseHost})`,
  },
  { row: 32, id: "lakebase-user-name", text: `connect ${lakebaseHost}: Invalid user` },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `Error: connect ECONNREFUSED 10.0.0.1:5432\n  host: '${lakebaseHost}'`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: "NotFound: postgres.generate_database_credential: Endpoint not found: projects/a/branches/b/endpoints/c",
  },
  {
    row: 34,
    id: "lakebase-tls",
    text: `failed to connect to host=${lakebaseHost}: no pg_hba.conf entry for host "10.0.0.2", user "u", no encryption`,
  },
  { row: 34, id: "lakebase-tls", text: `${lakebaseHost}: FATAL: SSL required` },
  {
    row: 35,
    id: "lakebase-token-reused",
    text: `HikariPool-1 - Connection is not available (${lakebaseHost}): FATAL: the token is expired`,
  },
  {
    row: 35,
    id: "lakebase-token-reused",
    text: "our Lakebase pool works, then new connections fail after about an hour",
    described: true,
  },
  {
    row: 36,
    id: "lakebase-schema-owner",
    text: `${lakebaseHost}\nERROR: permission denied for schema app (SQLSTATE 42501)`,
  },
  {
    row: 37,
    id: "federation-token-expired",
    text: '{"error":"invalid_grant","error_description":"TOKEN_EXPIRED: Failed to process token"}',
  },
  {
    row: 38,
    id: "federation-token-invalid",
    text: "TOKEN_INVALID: Token does not match any federation policy of the service principal",
  },
  {
    row: 39,
    id: "obo-exchange",
    text: "On-Behalf-Of Token Exchange failed: could not find identity provider token for the user",
  },
  {
    row: 40,
    id: "genie-scopes",
    text: '403 {"error_code":403,"message":"Provided OAuth token does not have required scopes: genie"}',
  },
  { row: 41, id: "forwarded-token-empty", text: "KeyError: 'x-forwarded-access-token'" },
  { row: 41, id: "forwarded-token-empty", text: "The header X-Forwarded-Access-Token is empty" },
  { row: 42, id: "passthrough-off", text: "Error: user token passthrough not enabled for this workspace" },
  { row: 43, id: "runs-as-service-principal", text: "SELECT current_user() returns a UUID", described: true },
  { row: 43, id: "runs-as-service-principal", text: "users see all data unfiltered", described: true },
  {
    row: 44,
    id: "use-connection",
    text: "McpError: User does not have USE CONNECTION on Connection 'github_mcp'.",
  },
  { row: 45, id: "unknown-profile", text: "resolve: ~/.databrickscfg has no prod profile configured" },
  { row: 46, id: "github-oidc", text: "ValueError: github-oidc auth: not configured" },
  {
    row: 46,
    id: "github-oidc",
    text: "Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable\n  at databricks-oidc.ts:12",
  },
  { row: 47, id: "app-time-limit", text: "https://acme-1.aws.databricksapps.com/run: 504 Gateway Timeout" },
  { row: 47, id: "app-time-limit", text: "504 after 120 s and nothing in the logs", described: true },
  { row: 48, id: "metadata-service", text: "ValueError: Metadata Service returned empty token" },
  {
    row: "L1",
    id: "lakebase-auth-extension",
    text: "ERROR:  function databricks_create_role(unknown, unknown) does not exist\nLINE 1: SELECT",
  },
  {
    row: "L2",
    id: "lakebase-sdk-too-old",
    text: "AttributeError: 'WorkspaceClient' object has no attribute 'postgres'",
  },
  {
    row: "L2",
    id: "lakebase-sdk-too-old",
    text: "./main.go:20:12: w.Postgres undefined (type *databricks.WorkspaceClient has no field or method Postgres)",
  },
  {
    row: "L3",
    id: "lakebase-provisioned-api",
    text: "TypeError: PostgresAPI.generate_database_credential() got an unexpected keyword argument 'instance_names'",
  },
  {
    row: "L4",
    id: "lakebase-endpoint-name",
    text: '{"error_code":"INVALID_PARAMETER_VALUE","message":"Field \'endpoint\' is required"}',
  },
  { row: "L5", id: "lakebase-environment", text: "KeyError: 'LAKEBASE_ENDPOINT'" },
  {
    row: "L6",
    id: "lakebase-credential-lifetime",
    text: "generate_database_credential: INVALID_PARAMETER_VALUE: ttl must be between 300 and 3600 seconds",
  },
  {
    row: "L7",
    id: "lakebase-connection-lost",
    text: `${lakebaseHost}: FATAL:  terminating connection due to administrator command`,
  },
  {
    row: "L8",
    id: "lakebase-application-name",
    text: `${lakebaseHost}\nNOTICE:  identifier "Acme_Loader/1.2.0-with-a-very-long-build-number-that-nobody-needs-20260101" will be truncated to "Acme"`,
  },
  // As psql 15, psycopg 3.3, PgJDBC 42.7, pgx 5 and node-postgres 8 print them.
  {
    row: "L9",
    id: "lakebase-waking",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: timeout expired`,
  },
  {
    row: "L9",
    id: "lakebase-waking",
    text: `${lakebaseHost}\npsycopg.errors.ConnectionTimeout: connection timeout expired`,
  },
  {
    row: "L9",
    id: "lakebase-waking",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: Connection attempt timed out.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: "L9",
    id: "lakebase-waking",
    text: `node load.mjs --host ${lakebaseHost}\nError: Connection terminated due to connection timeout`,
  },
  {
    row: "L9",
    id: "lakebase-waking",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: FATAL:  the database system is starting up`,
  },
  {
    row: "L10",
    id: "lakebase-database",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: FATAL:  database "none" does not exist`,
  },
  {
    row: "L10",
    id: "lakebase-database",
    text: `failed to connect to \`user=loader database=none\`: 10.0.0.1:5432 (${lakebaseHost}): server error: FATAL: database "none" does not exist (SQLSTATE 3D000)`,
  },
  {
    row: "L11",
    id: "lakebase-no-password",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: fe_sendauth: no password supplied`,
  },
  {
    row: "L11",
    id: "lakebase-no-password",
    text: `node load.mjs --host ${lakebaseHost}\nError: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string`,
  },
  {
    row: "L12",
    id: "lakebase-refuses-tls",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: server does not support SSL, but SSL was required`,
  },
  {
    row: "L12",
    id: "lakebase-refuses-tls",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: The server does not support SSL.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: "L12",
    id: "lakebase-refuses-tls",
    text: `node load.mjs --host ${lakebaseHost}\nError: The server does not support SSL connections`,
  },
  {
    row: "L12",
    id: "lakebase-refuses-tls",
    text: `failed to connect to \`user=loader database=databricks_postgres\`: 10.0.0.1:5432 (${lakebaseHost}): tls error: server refused TLS connection`,
  },
  {
    row: "L13",
    id: "lakebase-root-certificate",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: root certificate file "/root/.postgresql/root.crt" does not exist\nEither provide the file or change sslmode to disable server certificate verification.`,
  },
  {
    row: "L13",
    id: "lakebase-root-certificate",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: Could not open SSL root certificate file /root/.postgresql/root.crt.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: "L14",
    id: "lakebase-too-many-connections",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: FATAL:  sorry, too many clients already`,
  },
  {
    row: "L14",
    id: "lakebase-too-many-connections",
    text: `failed to connect to \`user=loader database=databricks_postgres\`: 10.0.0.1:5432 (${lakebaseHost}): server error: FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute (SQLSTATE 53300)`,
  },
  { row: "L15", id: "lakebase-table-rights", text: `${lakebaseHost}\nERROR:  permission denied for table orders` },
  {
    row: "L15",
    id: "lakebase-table-rights",
    text: `${lakebaseHost}\npsycopg.errors.InsufficientPrivilege: must be owner of table orders`,
  },
  {
    row: "L16",
    id: "lakebase-database-rights",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: FATAL:  permission denied for database "orders"\nDETAIL:  User does not have CONNECT privilege.`,
  },
  {
    row: "L17",
    id: "lakebase-may-not-create-roles",
    text: 'ERROR:  permission denied to create extension "databricks_auth"\nHINT:  Must have CREATE privilege on current database to create this extension.',
  },
  {
    row: "L17",
    id: "lakebase-may-not-create-roles",
    text: `${lakebaseHost}\nERROR:  permission denied to create role`,
  },
  {
    row: "L18",
    id: "lakebase-read-only",
    text: `${lakebaseHost}\npsycopg.errors.ReadOnlySqlTransaction: cannot execute CREATE TABLE in a read-only transaction`,
  },
  {
    row: "L19",
    id: "lakebase-aborted-transaction",
    text: `${lakebaseHost}\nERROR:  current transaction is aborted, commands ignored until end of transaction block`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: Connection to ${lakebaseHost}:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `failed to connect to \`user=loader database=databricks_postgres\`: 10.0.0.1:5432 (${lakebaseHost}): dial error: dial tcp 10.0.0.1:5432: connect: connection refused`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `psql: error: could not translate host name "${lakebaseHost}" to address: Name or service not known`,
  },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `Error: getaddrinfo ENOTFOUND ${lakebaseHost}\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete]`,
  },
  { row: 33, id: "lakebase-unreachable", text: `hostname resolving error: lookup ${lakebaseHost}: no such host` },
  {
    row: 33,
    id: "lakebase-unreachable",
    text: `org.postgresql.util.PSQLException: The connection attempt failed.\nCaused by: java.net.UnknownHostException: ${lakebaseHost}`,
  },
  {
    row: 34,
    id: "lakebase-tls",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: FATAL: SSL required: no pg_hba.conf entry for host "10.0.0.2", user "loader", database "databricks_postgres", no encryption\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: 34,
    id: "lakebase-tls",
    text: `node load.mjs --host ${lakebaseHost}\nerror: SSL required: no pg_hba.conf entry for host "10.0.0.2", user "loader", database "databricks_postgres", no encryption\n    at parseErrorMessage (pg-protocol/dist/parser.js:306:11)`,
  },
  {
    row: 32,
    id: "lakebase-user-name",
    text: `failed to connect to \`user=loader database=databricks_postgres\`: 10.0.0.1:5432 (${lakebaseHost}): server error: FATAL: Invalid user: User not found: "Ada Lindqvist" (SQLSTATE 28000)`,
  },
  {
    row: 31,
    id: "lakebase-role",
    text: `failed to connect to \`user=loader database=databricks_postgres\`: 10.0.0.1:5432 (${lakebaseHost}): server error: FATAL: role "loader" does not exist (SQLSTATE 28000)`,
  },
  {
    row: 31,
    id: "lakebase-credential-refused",
    text: `jdbc:postgresql://${lakebaseHost}:5432/databricks_postgres\nException in thread "main" org.postgresql.util.PSQLException: FATAL: password authentication failed for user "loader"\n\tat org.postgresql.core.v3.ConnectionFactoryImpl`,
  },
  {
    row: "L7",
    id: "lakebase-connection-lost",
    text: `psql: error: connection to server at "${lakebaseHost}" (10.0.0.1), port 5432 failed: SSL SYSCALL error: EOF detected`,
  },
  {
    row: "L7",
    id: "lakebase-connection-lost",
    text: `${lakebaseHost}\npsycopg.OperationalError: connection failed: SSL error: unexpected eof while reading`,
  },
  {
    row: "L7",
    id: "lakebase-connection-lost",
    text: `node load.mjs --host ${lakebaseHost}\nError: Connection terminated unexpectedly`,
  },
];

/** What looks like one of them and is something else. */
export const nearMisses: readonly { readonly text: string; readonly described?: true }[] = [
  { text: 'FATAL:  role "postgres" does not exist' },
  { text: 'psql: error: connection to server at "localhost" (::1), port 5432 failed: Connection refused' },
  { text: 'FATAL:  password authentication failed for user "root"' },
  { text: "ERROR: permission denied for schema public" },
  { text: "Error: Invalid Semantic Version" },
  { text: "TypeError: 'dict' object is not callable\n  File \"/app/views.py\", line 3" },
  { text: "java.lang.NullPointerException\n\tat com.acme.Main.main(Main.java:3)" },
  { text: "java.lang.reflect.InaccessibleObjectException: Unable to make field private java.lang.String.value" },
  { text: "rpc error: code = PermissionDenied desc = PERMISSION_DENIED: storage.objects.get" },
  { text: 'ERROR: identifier "x" will be truncated' },
  { text: "Error: listen EADDRINUSE: address already in use :::3000" },
  { text: "terraform: state mismatch between plan and apply" },
  { text: "jsonwebtoken: TokenExpiredError: jwt expired" },
  { text: "databricks apps run-local\n[Errno 98] error while attempting to bind on address ('0.0.0.0', 8000)" },
  { text: "signed in to Lakebase\nError: connect ECONNREFUSED 127.0.0.1:6379" },
  { text: 'Lakebase is ready\nconnection to server at "localhost" (::1), port 5432 failed: Connection refused' },
  { text: "GET https://acme.cloud.databricks.com/api/2.0/preview/scim/v2/Me: HTTP 403" },
  { text: "TOKEN_INVALID at position 4 of main.c" },
  { text: "504 Gateway Timeout nginx/1.25" },
  { text: "github-oidc: signed in to https://acme.cloud.databricks.com" },
  { text: "invalid_client: Google could not find the client" },
  { text: "Databricks SDK for Python 0.70.0 is ready; 3 tests passed" },
  { text: "KeyError: 'PGHOST'" },
  { text: 'psql: error: connection to server at "localhost", port 5432 failed: fe_sendauth: no password supplied' },
  { text: 'ERROR:  database "shop_test" does not exist' },
  { text: "ERROR:  current transaction is aborted, commands ignored until end of transaction block" },
  { text: 'root certificate file "/root/.postgresql/root.crt" does not exist' },
  { text: "org.postgresql.util.PSQLException: The server does not support SSL." },
  { text: "FATAL:  sorry, too many clients already" },
  { text: "Lakebase is ready\nError: connect ECONNREFUSED 10.0.0.7:9092" },
  { text: "Lakebase is ready\ndial tcp 10.0.0.7:6379: connect: connection refused" },
  { text: "Lakebase is ready\ncache: ttl of 3600 s" },
  { text: "Lakebase is ready\nError: getaddrinfo ENOTFOUND registry.npmjs.org" },
  { text: "User-Agent: Acme_Loader/1.2.0\nAuthorization: Bearer <redacted>" },
  { text: "a browser window opens and shows the page", described: true },
  { text: "the user agent is Acme_Loader/1.2.0", described: true },
  // Words are for people only: a program's output may hold such a sentence as a comment.
  { text: "the User-Agent is missing in query history" },
  { text: "our Lakebase pool works, then new connections fail after about an hour" },
];
