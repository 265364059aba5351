import { fileURLToPath } from "node:url";
import { createSqlClient } from "../../../../src/workspace/sql/sqlClient.ts";
import type { SqlClientOptions } from "../../../../src/workspace/sql/sqlClient.ts";
import type { SqlClient, SqlConnection } from "../../../../src/workspace/sql/types.ts";

/** The driver process from its source; Node runs it as it is. */
export const driverPath = fileURLToPath(new URL("../../../../src/workspace/sql/driverProcess.ts", import.meta.url));

export interface TestClient {
  readonly client: SqlClient;
  /** Everything logged, one line each, with its level in front. */
  readonly lines: string[];
}

/** The real client with the real driver process, and a log to look into. */
export function testClient(options: Partial<SqlClientOptions> = {}): TestClient {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string): void =>
      void lines.push(`${level} ${message}`);
  const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  return { client: createSqlClient({ driverPath, log, ...options }), lines };
}

export const sampleToken = ["da", "pi"].join("") + "0".repeat(32);

/** A connection over plain http to a server on this machine. */
export function loopback(port: number, changes: Partial<SqlConnection> = {}): SqlConnection {
  return {
    host: "127.0.0.1",
    port,
    protocol: "http",
    httpPath: "/sql/1.0/warehouses/0000000000000001",
    userAgent: "PwafToolkit_VSCode/0.1.0",
    token: async () => sampleToken,
    ...changes,
  };
}

export const noAbort = new AbortController().signal;
