import type { KnownError } from "../knownError.ts";

/** What Lakebase's PostgreSQL, or what stands in its place, says of a login or a statement. */
export const lakebaseServerErrors: readonly KnownError[] = [
  {
    id: "lakebase-waking",
    title: "The endpoint does not answer in time",
    says: ["timeout expired", "the database system is starting up"],
    within: {
      context: ["lakebase"],
      patterns: [
        /\b(?:connection )?timeout expired\b/i,
        /\bterminated due to connection timeout\b/i,
        /\bConnection attempt timed out\b/i,
        /\bfailed: Connection timed out\b/,
        /\bdial tcp \S+:5432: i\/o timeout\b/,
        /\bthe database system is (?:starting up|shutting down|not yet accepting connections)/i,
      ],
    },
    cause: "Compute that is scaled to zero takes some seconds to wake up, longer than the client waits.",
    fix: "Wait for 30 seconds before giving up (connect_timeout), and try again once.",
    actions: ["testLakebase"],
  },
  {
    id: "lakebase-database",
    title: "There is no such database",
    says: ['database "…" does not exist'],
    within: { context: ["lakebase"], patterns: [/\bdatabase ["'](?<database>[^\n"']{1,120})["'] does not exist/i] },
    cause: "The branch has no database {database}; without PGDATABASE, clients take the name of the user for it.",
    fix: "Set PGDATABASE. The one that every project begins with is databricks_postgres.",
    actions: ["testLakebase"],
  },
  {
    id: "lakebase-no-password",
    title: "The client sent no credential",
    says: ["fe_sendauth: no password supplied", "client password must be a string"],
    within: {
      context: ["lakebase"],
      patterns: [
        /\bno password (?:supplied|was provided)/i,
        /\bclient password must be a string\b/i,
        /\bpassword is (?:empty|missing)\b/i,
      ],
    },
    cause: "A database credential is the password, and none was made for this connection.",
    fix: "Generate a credential in the pool's hook for new connections, or for one call of psql into PGPASSWORD.",
    actions: ["insertSnippet", "testLakebase"],
    rule: "lakebase-token-reused",
  },
  {
    id: "lakebase-refuses-tls",
    title: "What answers there is not Lakebase",
    says: ["server does not support SSL, but SSL was required", "server refused TLS connection"],
    within: {
      context: ["lakebase"],
      patterns: [/\bserver does not support SSL\b/i, /\bserver refused TLS connection\b/i],
    },
    cause: "Lakebase always encrypts: host or port lead to another server, or a proxy in between takes TLS away.",
    fix: "Take host and port from the endpoint; do not give up sslmode=require.",
    actions: ["testLakebase"],
  },
  {
    id: "lakebase-root-certificate",
    title: "The client does not know which certificates to trust",
    says: ['root certificate file "…/root.crt" does not exist', "Could not open SSL root certificate file …"],
    within: {
      context: ["lakebase"],
      patterns: [
        /\broot certificate file "[^"\n]{1,300}" does not exist/i,
        /\bCould not open SSL root certificate file\b/i,
      ],
    },
    cause: "With sslmode=verify-ca or verify-full libpq and PgJDBC look for a file of their own, not at the system's.",
    fix: "Set sslrootcert=system (libpq 16 and newer), in PgJDBC sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory; or take sslmode=require.",
    actions: ["testLakebase"],
  },
  {
    id: "lakebase-too-many-connections",
    title: "The database has no connection left",
    says: ["sorry, too many clients already", "remaining connection slots are reserved for …"],
    within: {
      context: ["lakebase"],
      patterns: [
        /\btoo many clients already\b/i,
        /\bremaining connection slots are reserved\b/i,
        /\btoo many connections for (?:role|database)\b/i,
      ],
    },
    cause: "All pools together hold more connections than an endpoint of this size takes.",
    fix: "Keep pools small (10 connections), use the pooled host, or make the endpoint larger.",
    actions: ["checkWorkspace"],
  },
  {
    id: "lakebase-schema-owner",
    title: "Another role owns the schema",
    says: ["permission denied for schema …"],
    within: {
      context: ["lakebase", "app"],
      patterns: [/\bpermission denied for schema (?<object>[\w."-]{1,120})/i],
    },
    cause:
      "{object} belongs to another role: often the developer ran the program first, on an own machine, and made it there.",
    fix: "Deploy first, so that the service principal makes and owns it, or have the owner grant USAGE on the schema (CREATE to make tables in it).",
    actions: ["createRole"],
  },
  {
    id: "lakebase-table-rights",
    title: "A privilege on a table is missing",
    says: ["permission denied for table …"],
    within: {
      context: ["lakebase", "app"],
      patterns: [
        /\bpermission denied for (?<kind>table|view|materialized view|sequence|function|procedure) (?<object>[\w."-]{1,120})/i,
        /\bmust be owner of (?<kind>table|view|materialized view|sequence|function|procedure) (?<object>[\w."-]{1,120})/i,
      ],
    },
    cause: "The {kind} {object} belongs to another role, which has not granted what this statement needs.",
    fix: "Have the owner grant it (SELECT, INSERT, UPDATE, DELETE on tables; USAGE on sequences; EXECUTE on functions), with default privileges for what is made later.",
    actions: ["createRole"],
  },
  {
    id: "lakebase-database-rights",
    title: "A privilege on the database is missing",
    says: ["permission denied for database …"],
    within: {
      context: ["lakebase", "app"],
      patterns: [/\bpermission denied for database (?<object>[\w."-]{1,120})/i],
    },
    cause: "The role may not connect to {object}, or not make schemas and extensions in it.",
    fix: "Have the database's owner grant CONNECT, or CREATE to make schemas.",
    actions: ["createRole"],
  },
  {
    id: "lakebase-may-not-create-roles",
    title: "This role may not make roles",
    says: ["permission denied to create role", 'permission denied to create extension "databricks_auth"'],
    within: {
      context: ["lakebase"],
      patterns: [/\bpermission denied to create role\b/i],
    },
    patterns: [/\bpermission denied to create extension "databricks_auth"/i],
    cause: "Extensions and roles are made by the owner of the project or a member of databricks_superuser.",
    fix: "Have one of them run the statements: “Create role for an identity” copies them.",
    actions: ["createRole", "switchProfile"],
  },
  {
    id: "lakebase-read-only",
    title: "This endpoint is for reading only",
    says: ["cannot execute … in a read-only transaction"],
    within: { context: ["lakebase"], patterns: [/\bcannot execute [\w ]{1,60} in a read-only transaction/i] },
    cause: "The endpoint is a replica, or the session was made read-only.",
    fix: "Send changes to the branch's endpoint for reading and writing.",
    actions: ["testLakebase"],
  },
  {
    id: "lakebase-aborted-transaction",
    title: "An earlier statement of the transaction has failed",
    says: ["current transaction is aborted, commands ignored until end of transaction block"],
    within: { context: ["lakebase"], patterns: [/\bcurrent transaction is aborted, commands ignored\b/i] },
    cause: "After an error PostgreSQL takes nothing more in this transaction, and will not keep what it did.",
    fix: "Run ROLLBACK, mend the statement that failed first, and begin again.",
    actions: [],
  },
];
