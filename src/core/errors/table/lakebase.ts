import type { KnownError } from "../knownError.ts";

/** PostgreSQL texts that mean something of their own at Lakebase. */
export const lakebaseErrors: readonly KnownError[] = [
  {
    id: "lakebase-auth-extension",
    title: "The extension databricks_auth is not there",
    says: ["function databricks_create_role(…) does not exist"],
    patterns: [/function databricks_create_role\([^\n)]{0,80}\) does not exist/i],
    cause: "Each database needs the extension before it can create OAuth roles.",
    fix: "Run CREATE EXTENSION IF NOT EXISTS databricks_auth; in this database, then databricks_create_role again.",
    actions: ["createRole"],
  },
  {
    id: "lakebase-sdk-too-old",
    title: "The SDK is too old for Lakebase Autoscaling",
    says: ["'WorkspaceClient' object has no attribute 'postgres'"],
    patterns: [
      /'WorkspaceClient' object has no attribute 'postgres'/,
      /\b\w+\.Postgres undefined \(type \*?databricks\.WorkspaceClient\b/,
      /symbol:\s+method postgres\(\)[^\n]{0,40}\n[^\n]{0,80}\bWorkspaceClient\b/,
    ],
    cause: "The API for projects, branches and endpoints came with Python 0.89.0, Java 0.73.0 and Go 0.109.0.",
    fix: "Ask for one of these versions or a newer one of the Databricks SDK.",
    actions: ["checkWorkspace"],
    rule: "lakebase-sdk-too-old",
  },
  {
    id: "lakebase-provisioned-api",
    title: "This is the call of the retired Provisioned instances",
    says: ["generate_database_credential() got an unexpected keyword argument 'instance_names'"],
    patterns: [
      /generate_database_credential\(\) (?:got an unexpected keyword argument 'instance_names'|missing \d+ required \w+ argument)/,
      /'WorkspaceClient' object has no attribute 'database'/,
    ],
    cause: "The API w.database with instance_names belongs to Provisioned instances, which cannot be created any more.",
    fix: 'Call w.postgres.generate_database_credential(endpoint="projects/…/branches/…/endpoints/…").',
    actions: ["insertSnippet", "checkWorkspace"],
    rule: "lakebase-provisioned-api",
  },
  {
    id: "lakebase-endpoint-name",
    title: "The endpoint's name has the wrong form",
    says: ["INVALID_PARAMETER_VALUE … endpoint", "Field 'endpoint' is required"],
    patterns: [/Field 'endpoint' is required/i],
    within: {
      context: ["lakebase"],
      patterns: [
        /INVALID_PARAMETER_VALUE\b[^\n]{0,160}\bendpoint/i,
        /\bendpoint\b[^\n]{0,60}\b(?:malformed|invalid (?:name|format))/i,
      ],
    },
    cause: "A credential is made for an endpoint by its full name, not by its id, its host or the project.",
    fix: "Use projects/<project>/branches/<branch>/endpoints/<endpoint>.",
    actions: ["checkWorkspace", "testLakebase"],
    rule: "lakebase-endpoint-format",
  },
  {
    id: "lakebase-environment",
    title: "A variable for Lakebase is not set",
    says: ["KeyError: 'ENDPOINT_NAME'", "KeyError: 'PGHOST'"],
    patterns: [/KeyError: ['"](?<variable>ENDPOINT_NAME|LAKEBASE_ENDPOINT)['"]/],
    within: {
      context: ["lakebase"],
      patterns: [/KeyError: ['"](?<variable>PG(?:HOST|USER|DATABASE|PORT|SSLMODE))['"]/],
    },
    cause:
      "The program reads {variable} from its environment. Only a Databricks App with a database resource gets it by itself.",
    fix: "Set ENDPOINT_NAME (or LAKEBASE_ENDPOINT), PGHOST, PGDATABASE, PGUSER, PGPORT and PGSSLMODE=require.",
    actions: ["insertSnippet"],
  },
  {
    id: "lakebase-credential-lifetime",
    title: "The credential's lifetime is out of range",
    says: ["INVALID_PARAMETER_VALUE … ttl … 3600"],
    within: {
      context: ["lakebase"],
      patterns: [/\b(?:ttl|expire_time)\b[^\n]{0,80}\b(?:300|3600|between|out of range|at (?:least|most))/i],
    },
    cause: "A database credential lives between 300 and 3600 seconds.",
    fix: "Ask for a ttl within these bounds, or for none.",
    actions: [],
  },
  {
    id: "lakebase-tls",
    title: "Lakebase takes encrypted connections only",
    says: ["SSL required", "no pg_hba.conf entry for host …, no encryption"],
    patterns: [],
    within: {
      context: ["lakebase"],
      patterns: [
        /\bSSL (?:connection )?(?:is )?required\b/i,
        /\bno pg_hba\.conf entry\b[^\n]{0,200}\b(?:no encryption|SSL off)/i,
        /\bconnection is insecure\b[^\n]{0,40}\bsslmode/i,
      ],
    },
    cause: "The client connects without TLS, which is the habit of some drivers.",
    fix: "Add sslmode=require (ssl: true in node-postgres).",
    actions: ["testLakebase", "checkWorkspace"],
    rule: "lakebase-sslmode",
  },
  {
    id: "lakebase-user-name",
    title: "PGUSER is no role of this database",
    says: ["Invalid user", "User not found"],
    within: {
      context: ["lakebase"],
      patterns: [/\binvalid user\b/i, /\buser (?:["'`][^\n"'`]{1,80}["'`] )?(?:was )?not found\b/i],
    },
    cause: "PGUSER holds a display name, or the id in other letters: role names are case-sensitive.",
    fix: "Use the application id (a UUID) of the service principal, or the user's e-mail address, exactly as in the workspace.",
    actions: ["createRole", "testLakebase"],
    rule: "lakebase-pguser-not-uuid",
  },
  {
    id: "lakebase-role",
    title: "The principal has no OAuth role in this database",
    says: ['role "…" does not exist'],
    patterns: [
      // A role that is named after an application id is a service principal's.
      /\brole ['"](?<role>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})['"] does not exist/i,
    ],
    within: {
      context: ["lakebase"],
      patterns: [/\brole ["'](?<role>[^\n"']{1,120})["'] does not exist/i],
    },
    cause: "{role} is an identity of the workspace, perhaps, but nobody has made a role of that name on this branch.",
    fix: "As the owner run CREATE EXTENSION IF NOT EXISTS databricks_auth; SELECT databricks_create_role('{role}', 'SERVICE_PRINCIPAL'); with 'USER' for a person, and grant what it needs. In an app, declare the database as a resource.",
    actions: ["createRole", "testLakebase"],
  },
  {
    id: "lakebase-credential-refused",
    title: "Lakebase does not take the credential",
    says: ['password authentication failed for user "…"'],
    patterns: [
      /\bpassword authentication failed for user ['"](?<role>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})['"]/i,
    ],
    within: {
      context: ["lakebase"],
      patterns: [
        /\bpassword authentication failed for user ["'](?<role>[^\n"']{1,120})["']/i,
        /\bpassword authentication failed\b/i,
      ],
    },
    cause:
      "The password is no credential, one that has expired, or one of another identity or endpoint; or the role of {role|the user} was made in the user interface, which makes roles with passwords only.",
    fix: "Generate a credential for each new connection, signed in as exactly this user; make the role with databricks_create_role.",
    actions: ["testLakebase", "createRole", "checkWorkspace"],
    rule: "lakebase-token-reused",
  },
  {
    id: "lakebase-token-reused",
    title: "Connections fail once the first credential has expired",
    says: ["token has expired (Lakebase)"],
    within: {
      context: ["lakebase"],
      patterns: [/\b(?:token|credential|JWT)\b[^\n]{0,30}\bexpired\b/i, /\bexpired (?:token|credential|JWT)\b/i],
    },
    described: [
      /\b(?:lakebase|postgres\w*|pool)\b[^\n]{0,120}\b(?:fail\w*|refused|error\w*|stop\w*)\b[^\n]{0,60}\bafter (?:about |around |exactly |roughly )?(?:an|one|1|60) ?(?:hours?|h\b|min\w*)/i,
    ],
    cause:
      "The pool uses one credential for all connections; it lives for an hour at most. Open connections go on, new ones fail.",
    fix: "Make a credential for each new connection in the pool's hook, and keep the pool's maximum lifetime below 60 minutes.",
    actions: ["insertSnippet", "checkWorkspace"],
    rule: "lakebase-token-reused",
  },
  {
    id: "lakebase-unreachable",
    title: "The Lakebase endpoint does not answer",
    says: ["Connection refused", "Endpoint not found"],
    within: {
      context: ["lakebase"],
      patterns: [
        // A database or cache on this machine is another matter.
        /(?<!(?:localhost|127\.0\.0\.1|::1)[^\n]{0,120})\bconnection refused\b/i,
        /\bECONNREFUSED (?!127\.|::1|localhost)/,
        /\bConnection to (?!127\.|\[?::1|localhost)\S+ refused\. Check that the hostname/,
        /\bCannot connect to (?!127\.|localhost)\S+:\d+: /,
        /\bendpoint\b[^\n]{0,160}\b(?:not found|does not exist)\b/i,
        /\bcould not translate host name\b/i,
        /\bfailed to resolve host\b/i,
        /\bENOTFOUND \S+\.database\./,
        /\blookup \S+\.database\.\S+: no such host\b/,
        /\bUnknownHostException: \S+\.database\./,
      ],
    },
    cause: "The endpoint's name or host is wrong, or its compute is just waking up after it was scaled to zero.",
    fix: "Compare name and host with the project's page, and try again for some seconds before giving up.",
    actions: ["testLakebase", "checkWorkspace"],
    rule: "lakebase-endpoint-format",
  },
  {
    id: "lakebase-connection-lost",
    title: "The server ended the connection",
    says: [
      "terminating connection due to administrator command",
      "server closed the connection unexpectedly",
      "SSL connection has been closed unexpectedly",
    ],
    within: {
      context: ["lakebase"],
      patterns: [
        /\bterminating connection due to (?:administrator command|idle-session timeout)/i,
        /\bserver closed the connection unexpectedly\b/i,
        /\bSSL connection has been closed unexpectedly\b/i,
        /\bSSL SYSCALL error: EOF detected\b/i,
        /\bSSL error: unexpected eof while reading\b/i,
        /\bConnection terminated unexpectedly\b/i,
      ],
    },
    cause: "The compute was restarted or scaled to zero, or the connection was idle for too long (24 hours at most).",
    fix: "Let the pool check connections before use (pool_pre_ping), keep idle ones for 15 minutes, and repeat what failed.",
    actions: ["checkWorkspace"],
    rule: "lakebase-pool-lifetime",
  },
  {
    id: "lakebase-application-name",
    title: "The application name is too long",
    says: ['identifier "…" will be truncated to "…"'],
    within: { context: ["lakebase"], patterns: [/\bidentifier "[^\n"]{40,300}" will be truncated/i] },
    cause: "PostgreSQL keeps 63 bytes of application_name, which carries the User-Agent of a Lakebase connection.",
    fix: "Shorten product and version to 63 bytes.",
    actions: ["checkWorkspace"],
    rule: "ua-missing-lakebase",
  },
];
