import { join } from "node:path";
import { parseArgs } from "node:util";
import { chmod, writeFile } from "node:fs/promises";
import { errorText, PwafError } from "../core/base/errors.ts";
import type { Emulator, EmulatorOptions } from "../emulator/emulator.ts";
import { cloudHosts } from "../emulator/http/cloudHosts.ts";

interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  /** Ends the command; the emulator closes everything before it returns. */
  readonly signal: AbortSignal;
}

const usage = `Usage: pwaf emulator [options]

Runs an emulated Databricks workspace on 127.0.0.1 until it is interrupted.

  --port N         port for http (0 = a free one; default 8765)
  --https-port N   port for https (0 = a free one; default 8766)
  --proxy-port N   port for an https proxy, behind which the workspace has names of
                   Databricks' clouds (0 = a free one; no proxy if not given)
  --lakebase-port N
                   port for the databases of Lakebase (default: a free one)
  --data-dir DIR   keeps certificate and signing key there between starts
  --auto-consent   signs in without showing a page
  --scale          adds a catalog with 10 000 schemas and 100 000 tables
  --json           one line of JSON instead of the summary
  -h, --help       this text
`;

/** `pwaf emulator`: exit code 0 after a clean end, 2 when it could not run. */
export async function emulatorCommand(args: string[], io: CommandIo): Promise<number> {
  try {
    const settings = readArguments(args);
    if (settings === undefined) {
      io.out(usage);
      return 0;
    }
    // Loaded here: DuckDB and the OIDC server take most of the start-up time, and `--help` needs neither.
    const { startEmulator } = await import("../emulator/emulator.ts");
    const emulator = await startEmulator({ ...settings.options, log: logTo(io) });
    try {
      const secretFile = await writeSecret(emulator);
      io.out(
        settings.isJson ? `${JSON.stringify(machineSummary(emulator, secretFile))}\n` : summary(emulator, secretFile),
      );
      await untilAborted(io.signal);
    } finally {
      await emulator.close();
    }
    return 0;
  } catch (error) {
    io.err(`pwaf emulator: ${errorText(error)}\n`);
    if (error instanceof PwafError && error.hint !== undefined) io.err(`${error.hint}\n`);
    return 2;
  }
}

function readArguments(args: string[]): { options: EmulatorOptions; isJson: boolean } | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  return {
    isJson: values.json === true,
    options: {
      httpPort: port(values.port, "--port", 8765),
      httpsPort: port(values["https-port"], "--https-port", 8766),
      proxyPort: values["proxy-port"] === undefined ? undefined : port(values["proxy-port"], "--proxy-port", 0),
      lakebasePort: port(values["lakebase-port"], "--lakebase-port", 0),
      dataDir: values["data-dir"],
      autoConsent: values["auto-consent"] === true,
      scale: values.scale === true ? { schemas: 10_000, tables: 100_000 } : undefined,
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        "https-port": { type: "string" },
        "proxy-port": { type: "string" },
        "lakebase-port": { type: "string" },
        "data-dir": { type: "string" },
        "auto-consent": { type: "boolean" },
        scale: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new PwafError("config", errorText(error), {
      cause: error,
      hint: "Run `pwaf emulator --help` for the options.",
    });
  }
}

function port(text: string | undefined, option: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new PwafError("config", `${option} must be a port number, but is "${text}".`, {
    hint: "Use 0 for a free port.",
  });
}

/** The service principal's secret goes to a file that only its owner can read, never to a terminal or a log. */
async function writeSecret(emulator: Emulator): Promise<string> {
  const file = join(emulator.dataDir, "m2m-client-secret");
  await writeFile(file, emulator.oauth.m2mClientSecret, { mode: 0o600 });
  await chmod(file, 0o600);
  return file;
}

function machineSummary(emulator: Emulator, m2mClientSecretFile: string) {
  const { httpUrl, httpsUrl, proxyUrl, caFile, warehouseId, httpPath, dataDir } = emulator;
  const { clientId, redirectUrl, m2mClientId } = emulator.oauth;
  return {
    httpUrl,
    httpsUrl,
    proxyUrl,
    caFile,
    warehouseId,
    httpPath,
    lakebase: emulator.lakebase.address,
    dataDir,
    clientId,
    redirectUrl,
    m2mClientId,
    m2mClientSecretFile,
  };
}

function summary(emulator: Emulator, secretFile: string): string {
  const { oauth } = emulator;
  return `Emulated Databricks workspace; nothing leaves this machine.

  Host             ${emulator.httpUrl}
  Host (TLS)       ${emulator.httpsUrl}
${emulator.proxyUrl === undefined ? "" : `  HTTPS proxy      ${emulator.proxyUrl}, leads to https://${cloudHosts.join(", https://")}\n`}  CA certificate   ${emulator.caFile}
  SQL warehouse    ${emulator.warehouseId}
  HTTP path        ${emulator.httpPath}
  Lakebase         ${emulator.lakebase.address}, endpoint projects/orders/branches/production/endpoints/primary
  Sign-in (U2M)    client ${oauth.clientId}, redirect ${oauth.redirectUrl}
  Service (M2M)    client ${oauth.m2mClientId}, secret in ${secretFile}
  Request log      ${emulator.httpUrl}/__emulator/requests

Try it: curl -s ${emulator.httpUrl}/.well-known/databricks-config
SQL drivers need TLS: give them the host (TLS) and trust the CA certificate (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, ...).
Press Ctrl-C to stop.
`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function logTo(io: CommandIo): NonNullable<EmulatorOptions["log"]> {
  const line = (message: string) => io.err(`${message}\n`);
  return { debug() {}, info() {}, warn: line, error: line };
}
