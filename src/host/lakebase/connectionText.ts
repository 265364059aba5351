import { applicationNameLimit } from "../../core/identity/identity.ts";
import type { DatabaseAddress } from "../../workspace/lakebase/types.ts";

/** Everything of a connection but its password, which is made anew for each connection. */
export interface ConnectionFacts extends DatabaseAddress {
  /** Name of an endpoint, or of an instance of Lakebase Provisioned. */
  readonly target: string;
  readonly database: string;
  readonly user: string;
  readonly applicationName: string;
}

export interface ConnectionForm {
  readonly title: string;
  /** What else the client needs. */
  readonly remark: string;
  readonly text: string;
}

/**
 * Connection strings without a secret, each tagged and encrypted. PgJDBC sends the name of the application in time only
 * when it need not ask for the server's version first (`assumeMinServerVersion`).
 */
export function connectionForms(facts: ConnectionFacts): readonly ConnectionForm[] {
  const { host, port, database, user } = facts;
  const applicationName = facts.applicationName.slice(0, applicationNameLimit);
  const url = new URLSearchParams({ sslmode: "require", application_name: applicationName }).toString();
  const place = `${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(database)}`;
  const keywords = { host, port, dbname: database, user, sslmode: "require", application_name: applicationName };
  const jdbc = new URLSearchParams({
    user,
    sslmode: "require",
    ApplicationName: applicationName,
    assumeMinServerVersion: "9.1",
  });
  return [
    {
      title: "psql",
      remark: "Give the credential as PGPASSWORD, for this call only",
      text: `psql "${Object.entries(keywords).map(keyword).join(" ")}"`,
    },
    {
      title: "JDBC",
      remark: "Set the password in a DataSource that asks for a credential in getConnection()",
      text: `jdbc:postgresql://${host}:${port}/${encodeURIComponent(database)}?${jdbc.toString()}`,
    },
    {
      title: "SQLAlchemy",
      remark: 'Set cparams["password"] in a do_connect listener',
      text: `postgresql+psycopg://${place}?${url}`,
    },
    {
      title: "pgx",
      remark: "Set the password in BeforeConnect",
      text: `postgres://${place}?${url}`,
    },
    {
      title: "node-postgres",
      remark: "Give the password as an async function",
      text: JSON.stringify(
        { host, port, database, user, application_name: applicationName, ssl: { rejectUnauthorized: true } },
        undefined,
        2,
      ),
    },
  ];
}

/** The variables that drivers of PostgreSQL read, and the endpoint that credentials are asked for. No password: it would be old soon. */
export function environmentBlock({ target, host, port, database, user, applicationName }: ConnectionFacts): string {
  const values = {
    ...(target.startsWith("projects/") ? { LAKEBASE_ENDPOINT: target } : { LAKEBASE_INSTANCE: target }),
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: user,
    PGSSLMODE: "require",
    PGAPPNAME: applicationName.slice(0, applicationNameLimit),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** libpq's keyword form: quoted where a space or a quote would end the value. */
function keyword([name, value]: [string, string | number]): string {
  const text = String(value);
  return /^[^\s'\\"$`]+$/.test(text)
    ? `${name}=${text}`
    : `${name}='${text.replace(/['\\]/g, "\\$&").replace(/["$`]/g, "\\$&")}'`;
}
