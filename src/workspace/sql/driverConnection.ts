import { DBSQLClient, LogLevel } from "@databricks/sql";
import { PwafError } from "../../core/base/errors.ts";
import type { DriverTarget } from "./driverProtocol.ts";
import { driverProxy, isLoopback } from "./driverProxy.ts";

/** What the driver process offers its parts. */
export interface DriverContext {
  /** A valid token, asked anew each time. */
  token(key: string): Promise<string>;
  /** For a call that is about to be made: has its token replaced when the server refuses it. See `RetryRule`. */
  renewal(key: string): () => Promise<boolean>;
  log(level: "debug" | "warn", message: string): void;
}

/** A client of the driver, ready to open sessions. Nothing has gone over the wire yet. */
export async function connectDriver(target: DriverTarget, context: DriverContext): Promise<DBSQLClient> {
  // The driver's own logger writes JSON to standard output.
  const client = new DBSQLClient({
    logger: {
      log: (level, message) =>
        context.log(level === LogLevel.error || level === LogLevel.warn ? "warn" : "debug", message),
    },
  });
  if (target.protocol === "http") usePlainHttp(client, target);
  const proxy = driverProxy(target, process.env);
  await client.connect({
    ...(proxy ? { proxy } : {}),
    host: target.host,
    port: target.port,
    path: target.httpPath,
    userAgentEntry: target.userAgent,
    authType: "custom",
    provider: {
      authenticate: async () => ({ Authorization: `Bearer ${await context.token(target.key)}` }),
    },
    telemetryEnabled: false,
    // For the calls that the driver repeats itself; it ignores `Retry-After`, so these stay short.
    retryMaxAttempts: 5,
    retryDelayMin: 250,
  });
  await failOnUnreadableAnswers(client, target);
  return client;
}

/** The driver always speaks https, fixed by one method that is private by declaration only (version 2.1.0). */
function usePlainHttp(client: DBSQLClient, target: DriverTarget): void {
  if (!isLoopback(target.host)) {
    throw new PwafError(
      "config",
      `${target.host} is to be reached over plain http, which would show the token to the network.`,
      {
        hint: "Use https; plain http is for emulators on this machine.",
      },
    );
  }
  const internals = client as unknown as { getConnectionOptions(options: unknown): object };
  const original = internals.getConnectionOptions.bind(client);
  internals.getConnectionOptions = (options) => ({ ...original(options), https: false });
}

/** The part of the driver's Thrift connection that reads answers (version 2.1.0). */
interface ThriftConnection {
  transport: TransportClass;
  readonly client?: { readonly _reqs: Readonly<Record<number, unknown>> };
}
type Receive = (data: Buffer) => void;
type TransportClass = (new (...args: unknown[]) => object) & { receiver(callback: unknown, call: number): Receive };

/**
 * An answer that is no Thrift message, such as a login page with status 200, leaves the driver waiting for the rest of
 * it forever: it takes it for a message that is not complete yet. Over HTTP there is no rest, so that is an error.
 */
async function failOnUnreadableAnswers(client: DBSQLClient, target: DriverTarget): Promise<void> {
  const provider = await client.getConnectionProvider();
  const connection = (await provider.getThriftConnection()) as ThriftConnection;
  const Original = connection.transport;
  connection.transport = class extends Original {
    static override receiver(callback: unknown, call: number): Receive {
      const receive = Original.receiver(callback, call);
      return (data) => {
        receive(data);
        // Number 0 is the driver reading its own request, to learn which call it is.
        if (call !== 0 && connection.client?._reqs[call] !== undefined) {
          throw new PwafError("bad-response", `${target.host} sent something else than SQL results.`, {
            hint: "Check the host of the profile; a login page or a proxy may have answered in its place.",
          });
        }
      };
    }
  };
}
