import pg from "pg";
import type { Emulator } from "../../../../src/emulator/emulator.ts";

export const primary = "projects/orders/branches/production/endpoints/primary";
export const reports = "projects/orders/branches/production/endpoints/reports";
export const development = "projects/orders/branches/development/endpoints/primary";
export const ada = "ada.lindqvist@emulated.example";
export const bruno = "bruno.chen@emulated.example";

/** Asks for a database credential as whoever the token belongs to. */
export async function credentialOf(emulator: Emulator, token: string, endpoint = primary): Promise<string> {
  const answer = await postCredential(emulator, token, { endpoint });
  const { token: password } = (await answer.json()) as { token?: string };
  if (password === undefined) throw new Error("No credential was issued");
  return password;
}

export function postCredential(emulator: Emulator, token: string, body: object): Promise<Response> {
  return fetch(`${emulator.httpUrl}/api/2.0/postgres/credentials`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** How node-postgres reaches the emulated databases, as Ada. */
export function settingsFor(emulator: Emulator, password: string | (() => Promise<string>)): pg.PoolConfig {
  const [host, port] = emulator.lakebase.address.split(":");
  return {
    host: host ?? "",
    port: Number(port),
    user: ada,
    database: "databricks_postgres",
    password,
    application_name: "Acme_Loader/1.2.0",
    ssl: { ca: emulator.caCertificate },
  };
}

/** Runs one statement on a connection of its own. */
export async function queryOnce(settings: pg.ClientConfig, sql = "SELECT current_user AS name"): Promise<unknown[]> {
  const client = new pg.Client(settings);
  // A server that ends the session says so outside of any statement too.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The code that PostgreSQL gave for a failure, and its message. */
export async function failureOf(
  running: Promise<unknown>,
): Promise<{ readonly code: string; readonly message: string }> {
  try {
    await running;
  } catch (error) {
    const { code = "", message } = error as Error & { code?: string };
    return { code, message };
  }
  throw new Error("It did not fail");
}
