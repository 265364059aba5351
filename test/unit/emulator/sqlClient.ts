import { DBSQLClient } from "@databricks/sql";
import type { Emulator } from "../../../src/emulator/emulator.ts";

export interface ClientOptions {
  readonly token?: string;
  /** False asks for column results. */
  readonly arrow?: boolean;
  readonly catalog?: string;
  readonly schema?: string;
  /** Exact numbers instead of doubles. */
  readonly exact?: boolean;
  /** The driver's other half, a native library that speaks REST. */
  readonly kernel?: boolean;
}

type StatementOptions = Parameters<Awaited<ReturnType<DBSQLClient["openSession"]>>["executeStatement"]>[1];

/** A session of the stock Node driver over TLS, trusting the emulator's certificate authority. */
export async function openSession(emulator: Emulator, options: ClientOptions = {}) {
  const client = new DBSQLClient({ logger: { log: () => undefined } });
  const { host, hostname, port } = new URL(emulator.httpsUrl);
  await client.connect({
    ...(options.kernel === true ? kernelAt(host) : { host: hostname, port: Number(port) }),
    path: emulator.httpPath,
    token: options.token ?? emulator.createToken(),
    customCaCert: emulator.caCertificate,
    telemetryEnabled: false,
    userAgentEntry: "Acme_Loader/1.2.0",
    preserveBigNumericPrecision: options.exact ?? false,
  });
  if (options.arrow === false) client.getConfig().arrowEnabled = false;
  const session = await client.openSession({
    ...(options.catalog === undefined ? {} : { initialCatalog: options.catalog }),
    ...(options.schema === undefined ? {} : { initialSchema: options.schema }),
  });
  return {
    session,
    client,
    async rows(sql: string, statement: StatementOptions = {}) {
      const operation = await session.executeStatement(sql, statement);
      try {
        return (await operation.fetchAll()) as Record<string, unknown>[];
      } finally {
        await operation.close();
      }
    },
    async close() {
      await session.close();
      await client.close();
    },
  };
}

/** Options that the driver has and does not declare: the library takes the port as a part of the host. */
function kernelAt(host: string) {
  return { host, useKernel: true };
}
