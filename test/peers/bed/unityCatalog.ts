import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { errorText } from "../../../src/core/base/errors.ts";
import { java, jarsOf } from "../../connectors/bed/java.ts";

const server = "io.unitycatalog:unitycatalog-server";
/** Whatever is newest when the jars are fetched for the first time; what runs is printed. */
const versions = "[0.3.0,)";
const startMs = 300_000;

/** The open-source Unity Catalog server on this machine, empty, without authorization, with its data in memory. */
export interface UnityCatalog {
  /** Origin, `http://127.0.0.1:<port>`. */
  readonly host: string;
  readonly version: string;
  close(): Promise<void>;
}

/** Its jars, or why there are none. */
export async function unityCatalogJars(): Promise<{ readonly jars: string } | { readonly missing: string }> {
  const missing = await java.missing();
  if (missing !== undefined) return { missing };
  try {
    return { jars: await jarsOf({ [server]: versions }) };
  } catch (error) {
    return { missing: `Maven cannot fetch ${server}: ${firstError(errorText(error))}` };
  }
}

export async function startUnityCatalog(jars: string): Promise<UnityCatalog> {
  const home = await mkdtemp(join(tmpdir(), "pwaf-unity-catalog-"));
  await mkdir(join(home, "etc", "conf"), { recursive: true });
  await writeFile(join(home, "etc", "conf", "server.properties"), serverProperties(join(home, "managed")));
  await writeFile(join(home, "etc", "conf", "hibernate.properties"), inMemory);
  const port = await freePair();
  const classPath = [join(home, "etc", "conf"), join(jars, "*")].join(delimiter);
  const args = ["-cp", classPath, "io.unitycatalog.server.UnityCatalogServer", "--port", String(port)];
  const child = spawn("java", args, { cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += String(text)));
  const host = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    await stopped(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await untilReady(host, child);
  } catch (error) {
    await close();
    throw new Error(`${errorText(error)}\n${output}`, { cause: error });
  }
  return { host, version: await versionOf(jars), close };
}

/** @param folder Where the server would keep managed tables and models; it only makes folders there. */
function serverProperties(folder: string): string {
  const root = pathToFileURL(folder).href;
  return `server.env=test\nserver.authorization=disable\nstorage-root.tables=${root}\nstorage-root.models=${root}\n`;
}

const inMemory = `hibernate.connection.driver_class=org.h2.Driver
hibernate.connection.url=jdbc:h2:mem:peer;DB_CLOSE_DELAY=-1
hibernate.hbm2ddl.auto=update
`;

async function untilReady(host: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + startMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The server ended with exit code ${child.exitCode}.`);
    const answer = await fetch(`${host}/api/2.1/unity-catalog/catalogs`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await sleep(200);
  }
  throw new Error(`The server did not answer within ${startMs / 1000} s.`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

/** The server takes its port and the next one. */
async function freePair(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && port < 65_535 && (await listenOnce(port + 1)) !== undefined) return port;
  }
}

async function listenOnce(port: number): Promise<number | undefined> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
  });
  if (!free) return undefined;
  const found = (probe.address() as AddressInfo).port;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return found;
}

async function versionOf(jars: string): Promise<string> {
  const name = (await readdir(jars)).find((jar) => /^unitycatalog-server-\d/.test(jar));
  return /^unitycatalog-server-(.+)\.jar$/.exec(name ?? "")?.[1] ?? "of unknown version";
}

/** Maven's own reason, without its log. */
function firstError(text: string): string {
  return (
    /\[ERROR\] (?:.*: )?(Could not .*?|No versions available .*?)(?: -> |\n|$)/.exec(text)?.[1] ?? text.slice(0, 300)
  );
}
