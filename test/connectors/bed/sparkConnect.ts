import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Network } from "./toolchain.ts";

/** See there for what it can do. */
const program = fileURLToPath(new URL("sparkConnect.py", import.meta.url));

export interface SparkConnect {
  /** The https proxy that leads every name to it. */
  readonly proxyUrl: string;
  /** How a program's gRPC finds it, under whatever name, and trusts it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts Spark Connect of the emulated workspace, with the workspace's own certificate.
 * @param site folder with `databricks-connect`, whose protocol it speaks
 */
export async function startSparkConnect(site: string, network: Network): Promise<SparkConnect> {
  const keys = dirname(network.caFile);
  const workspace = `https://127.0.0.1:${network.httpsPort}`;
  const server = spawn("python3", [program, join(keys, "server.pem"), join(keys, "server.key"), workspace], {
    env: { PATH: process.env["PATH"], PYTHONPATH: site, SSL_CERT_FILE: network.caFile },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const port of createInterface(server.stdout)) {
    const proxyUrl = `http://127.0.0.1:${port}`;
    const env = { grpc_proxy: proxyUrl, GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: network.caFile };
    return { proxyUrl, env, stop: () => server.kill() };
  }
  throw new Error("Spark Connect did not start; it says above why.");
}
