/** Entry of the driver process. It is forked by `sqlClient.ts` and speaks `driverProtocol.ts` over IPC; see there. */
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { DriverContext } from "./driverConnection.ts";
import { driverError } from "./driverErrors.ts";
import type { DriverCallName, DriverCalls, FromDriver, ToDriver } from "./driverProtocol.ts";
import { fromWire, toWire } from "./driverProtocol.ts";
import { DriverSessions } from "./driverSessions.ts";
import { DriverStatement } from "./driverStatement.ts";
import { exportRows } from "./export/exportRows.ts";
import { Deferred } from "./deferred.ts";

/** How long closing may take before the process ends anyway. */
const farewellMilliseconds = 3000;

const send = (message: FromDriver): void => {
  if (process.connected) process.send?.(message);
};
const log = (level: "debug" | "warn", message: string): void => send({ type: "log", level, message });

const waitingForToken = new Map<number, Deferred<string>>();
/**
 * The latest token by target. The driver keeps it in its headers anyway; here it serves to cancel and close on the
 * server when the editor is gone and cannot be asked any more.
 */
const lastTokens = new Map<string, string>();
let asked = 0;

async function token(key: string, refused?: string): Promise<string> {
  if (!process.connected) return lastTokens.get(key) ?? "";
  const id = ++asked;
  const waiting = new Deferred<string>();
  waitingForToken.set(id, waiting);
  send({ type: "askToken", id, key, ...(refused === undefined ? {} : { refused }) });
  try {
    const value = await waiting.promise;
    lastTokens.set(key, value);
    return value;
  } finally {
    waitingForToken.delete(id);
  }
}

/**
 * While the token changes, a call may have gone out with an older one: it is made again with the latest, a few times, before
 * that is called refused. A token is replaced once for a call.
 */
function renewal(key: string): () => Promise<boolean> {
  let seen = lastTokens.get(key);
  let left = 3;
  return async () => {
    const latest = lastTokens.get(key);
    if (left === 0) return false;
    if (seen !== undefined && seen !== latest) {
      seen = latest;
      left--;
      return true;
    }
    left = 0;
    return (await token(key, latest)) !== latest;
  };
}

const context: DriverContext = { token, renewal, log };
const sessions = new DriverSessions(context);
const statements = new Map<number, DriverStatement>();
/** Exports that still have a partial file to finish or to remove. */
const exports = new Set<Promise<unknown>>();
/** Rows of an export that are asked for at a time. */
const exportPageRows = 10_000;

type Handlers = {
  readonly [K in DriverCallName]: (params: DriverCalls[K]["params"], id: number) => Promise<DriverCalls[K]["answer"]>;
};

const handlers: Handlers = {
  async execute({ target, statement }, id) {
    const running = new DriverStatement(target, sessions, context);
    statements.set(id, running);
    try {
      return { columns: await running.execute(statement) };
    } catch (error) {
      statements.delete(id);
      throw driverError(error, target);
    }
  },
  page: async ({ result, maxRows }) => await statements.get(result)?.nextPage(maxRows),
  async export({ target, statement, format, places }, id) {
    const running = new DriverStatement(target, sessions, context);
    statements.set(id, running);
    const exporting = exportRows(
      {
        execute: async () => await running.execute({ ...statement, firstRows: exportPageRows }),
        nextPage: async () => await running.nextPage(exportPageRows),
        get emptyPage() {
          return running.emptyPage;
        },
        get isCancelled() {
          return running.isCancelled;
        },
      },
      format,
      places,
      (progress) => send({ type: "progress", id, progress }),
    );
    exports.add(exporting);
    try {
      return await exporting;
    } finally {
      exports.delete(exporting);
      statements.delete(id);
      await running.close();
    }
  },
  async close({ result }) {
    const statement = statements.get(result);
    statements.delete(result);
    await statement?.close();
    return undefined;
  },
};

async function answer(id: number, work: Promise<DriverCalls[DriverCallName]["answer"]>): Promise<void> {
  try {
    send({ type: "answer", id, answer: await work });
  } catch (error) {
    const known =
      error instanceof PwafError
        ? error
        : new PwafError("unexpected", `The SQL driver process failed: ${errorText(error)}`);
    send({ type: "failed", id, error: toWire(known) });
  }
}

function call(message: Extract<ToDriver, { type: "call" }>): Promise<DriverCalls[DriverCallName]["answer"]> {
  switch (message.name) {
    case "execute":
      return handlers.execute(message.params, message.id);
    case "page":
      return handlers.page(message.params, message.id);
    case "export":
      return handlers.export(message.params, message.id);
    case "close":
      return handlers.close(message.params, message.id);
  }
}

/** Leaves nothing running on a server: a forgotten statement keeps a warehouse busy and costs money. */
async function farewell(): Promise<void> {
  setTimeout(() => process.exit(0), farewellMilliseconds).unref();
  await Promise.allSettled([...statements.values()].map((statement) => statement.close()));
  await Promise.allSettled(exports);
  await sessions.closeAll();
  process.exit(0);
}

process.on("message", (message: ToDriver) => {
  switch (message.type) {
    case "call":
      return void answer(message.id, call(message));
    case "token":
      return waitingForToken.get(message.id)?.resolve(message.token);
    case "noToken":
      return waitingForToken.get(message.id)?.reject(fromWire(message.error));
    case "shutDown":
      return void farewell();
  }
});
process.once("disconnect", () => {
  for (const { reject } of waitingForToken.values()) reject(new PwafError("cancelled", "The editor has closed."));
  void farewell();
});
