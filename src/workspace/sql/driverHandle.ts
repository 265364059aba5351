import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import type { Readable } from "node:stream";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { redact } from "../../core/base/redact.ts";
import type { DriverCallName, DriverCalls, DriverTarget, FromDriver, ToDriver } from "./driverProtocol.ts";
import { fromWire, toWire } from "./driverProtocol.ts";
import type { ExportProgress } from "./exportTypes.ts";
import type { SqlConnection } from "./types.ts";
import { Deferred } from "./deferred.ts";

/**
 * Variables by which the driver learns that a coding agent runs it; it would add ` agent/<name>` to our User-Agent.
 * Source: `lib/utils/buildUserAgentString.ts` of databricks/databricks-sql-nodejs 2.1.0.
 */
const agentVariables = [
  "ANTIGRAVITY_AGENT",
  "CLAUDECODE",
  "CLINE_ACTIVE",
  "CODEX_CI",
  "CURSOR_AGENT",
  "GEMINI_CLI",
  "OPENCODE",
];

/** How long a process may take to leave after it was told to. */
const farewellMilliseconds = 5000;

export interface DriverHandleOptions {
  /** Bundle of `driverProcess.ts`. */
  readonly driverPath: string;
  readonly log: Logger;
  /** Node (or Electron, as Node) that runs it. Default: the one that runs us. */
  readonly execPath?: string;
  /** Environment that the process starts from. Default: ours. */
  readonly env?: NodeJS.ProcessEnv;
}

interface PendingCall {
  readonly answer: Deferred<DriverCalls[DriverCallName]["answer"]>;
  readonly onProgress: ((progress: ExportProgress) => void) | undefined;
}

/** One driver process from fork to exit. */
export class DriverHandle {
  readonly #child: ChildProcess;
  readonly #log: Logger;
  readonly #pending = new Map<number, PendingCall>();
  /** The way to a token by target key; the latest connection of a target counts. */
  readonly #tokens = new Map<string, SqlConnection["token"]>();
  #calls = 0;
  #alive = true;
  #outOfMemory = false;

  constructor({ driverPath, log, execPath = process.execPath, env = process.env }: DriverHandleOptions) {
    this.#log = log;
    this.#child = fork(driverPath, [], {
      execPath,
      execArgv: nodeOptions(execPath),
      env: driverEnvironment(env),
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    log.debug(`SQL driver process ${this.#child.pid ?? "?"} started`);
    this.#child.on("message", (message: FromDriver) => this.#receive(message));
    this.#child.once("error", (error) => this.#ended(`could not be started: ${error.message}`));
    // Not at `exit`: what the process wrote in the end may still be on its way.
    this.#child.once("close", (code, signal) => this.#ended(`ended (${signal ?? `exit code ${code ?? "?"}`})`));
    this.#relay(this.#child.stdout, "stdout");
    this.#relay(this.#child.stderr, "stderr");
  }

  get isAlive(): boolean {
    return this.#alive && this.#child.connected;
  }

  target(connection: SqlConnection): DriverTarget {
    const { token, ...rest } = connection;
    const key = JSON.stringify([
      rest.protocol,
      rest.host,
      rest.port,
      rest.httpPath,
      rest.userAgent,
      rest.user,
      rest.proxy,
    ]);
    this.#tokens.set(key, token);
    return { ...rest, key };
  }

  /** @param onProgress Of an `export`: how far it has come. */
  call<K extends DriverCallName>(
    name: K,
    params: DriverCalls[K]["params"],
    onProgress?: (progress: ExportProgress) => void,
  ): { readonly id: number; readonly answer: Promise<DriverCalls[K]["answer"]> } {
    const id = ++this.#calls;
    const answer = new Deferred<DriverCalls[DriverCallName]["answer"]>();
    this.#pending.set(id, { answer, onProgress });
    // Name and parameters belong together by the signature; the compiler cannot see that through the union.
    this.#send({ type: "call", name, id, params } as ToDriver);
    return { id, answer: answer.promise };
  }

  /** Stops waiting for an `execute`, and has the process cancel it on the server. */
  abandon(id: number, reason: PwafError): void {
    const pending = this.#take(id);
    if (!pending) return;
    pending.reject(reason);
    this.close(id);
  }

  /** Has the process cancel what a call started, and free it on the server. */
  close(id: number): void {
    this.call("close", { result: id }).answer.catch((error: unknown) =>
      this.#log.warn(`could not cancel a statement: ${errorText(error)}`),
    );
  }

  /** Lets the process close its sessions, for which it may still ask for tokens, then end. */
  shutDown(): void {
    if (!this.#alive) return;
    this.#send({ type: "shutDown" });
    setTimeout(() => this.#child.kill(), farewellMilliseconds).unref();
    this.#child.unref();
  }

  #receive(message: FromDriver): void {
    switch (message.type) {
      case "answer":
        return this.#take(message.id)?.resolve(message.answer);
      case "failed":
        return this.#take(message.id)?.reject(fromWire(message.error));
      case "progress":
        return this.#pending.get(message.id)?.onProgress?.(message.progress);
      case "askToken":
        return void this.#sendToken(message.id, message.key, message.refused);
      case "log":
        return this.#log[message.level](`SQL driver: ${redact(message.message)}`);
    }
  }

  #take(id: number): Deferred<DriverCalls[DriverCallName]["answer"]> | undefined {
    const answer = this.#pending.get(id)?.answer;
    this.#pending.delete(id);
    return answer;
  }

  async #sendToken(id: number, key: string, refused: string | undefined): Promise<void> {
    try {
      const provide = this.#tokens.get(key);
      if (!provide) throw new PwafError("unauthenticated", "Nobody is signed in.");
      this.#send({ type: "token", id, token: await provide(refused) });
    } catch (error) {
      const known =
        error instanceof PwafError
          ? error
          : new PwafError("unauthenticated", `Could not get a token: ${redact(errorText(error))}`);
      this.#send({ type: "noToken", id, error: toWire(known) });
    }
  }

  #send(message: ToDriver): void {
    if (!this.#child.connected) return;
    this.#child.send(message, (error) => {
      if (error) this.#log.debug(`SQL driver process cannot be reached: ${error.message}`);
    });
  }

  #ended(how: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#log.debug(`SQL driver process ${how}`);
    const error = this.#outOfMemory
      ? new PwafError("dropped", "The SQL driver process ran out of memory.", {
          hint: "Run the statement again with fewer rows or columns, or shorter values; a new process starts.",
        })
      : new PwafError("dropped", `The SQL driver process ${how} before it answered.`, {
          hint: "Run the statement again; a new process starts. If it ends again, see the log.",
        });
    for (const { answer } of this.#pending.values()) answer.reject(error);
    this.#pending.clear();
  }

  /** Nothing should come this way: the protocol has the IPC channel for itself. What does is worth seeing. */
  #relay(stream: Readable | null, name: string): void {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      this.#outOfMemory ||= /out of memory/i.test(text);
      this.#log.warn(`SQL driver ${name}: ${redact(text.trimEnd())}`);
    });
  }
}

function driverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean = { ...env, ELECTRON_RUN_AS_NODE: "1", DATABRICKS_TELEMETRY_DISABLED: "1" };
  return Object.fromEntries(Object.entries(clean).filter(([name]) => !agentVariables.includes(name)));
}

/**
 * Certificates of the operating system are trusted where Node can read them (22.15 and 23.8 on). The flag is only given
 * to the same program that runs us, whose flags we know. Deprecations of the driver's dependencies are none of ours.
 */
function nodeOptions(execPath: string): string[] {
  const systemCa = execPath === process.execPath && process.allowedNodeEnvironmentFlags.has("--use-system-ca");
  return ["--no-deprecation", ...(systemCa ? ["--use-system-ca"] : [])];
}
