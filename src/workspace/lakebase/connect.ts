import type { Client, ClientConfig } from "pg";
import { getCACertificates } from "node:tls";
import { applicationNameLimit } from "../../core/identity/identity.ts";
import { connectionError } from "./postgresError.ts";
import type { DatabaseAddress } from "./types.ts";

/** Where and as whom to connect. */
export interface LakebaseLogin extends DatabaseAddress {
  readonly database: string;
  /** The identity's name in Databricks: an e-mail address, or the UUID of a service principal. */
  readonly user: string;
  /** `<isv>_<product>/<version>`; PostgreSQL keeps 63 bytes, more are cut off here. */
  readonly applicationName: string;
  /** Asked once per connection: a credential is checked at login only, and every login should have a fresh one. */
  readonly password: () => Promise<string>;
}

/** Longer than an endpoint takes to wake up. */
const connectMs = 30_000;

/**
 * Opens a connection with verified TLS, which is more than `sslmode=require` asks. The caller ends it.
 * @throws PwafError that says which part of the login failed
 */
export async function connectLakebase(login: LakebaseLogin): Promise<Client> {
  // Taken before, so that its own failures are not told as those of the database.
  const password = await login.password();
  const { default: pg } = await import("pg");
  const config: ClientConfig = {
    host: login.host,
    port: login.port,
    database: login.database,
    user: login.user,
    password,
    application_name: login.applicationName.slice(0, applicationNameLimit),
    ssl: { ca: trusted() },
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
  const client = new pg.Client(config);
  // A server that ends the session says so outside of any statement as well; the next statement fails for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    void closeQuietly(client);
    throw connectionError(error, login);
  }
}

/** Ends a connection that nobody needs any more. Never rejects: one that cannot be ended is gone already. */
export async function closeQuietly(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}

/** As for https: the editor patches Node's TLS, but this connection begins in the clear and becomes TLS later. */
function trusted(): string[] {
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...getCACertificates("extra")])];
}
