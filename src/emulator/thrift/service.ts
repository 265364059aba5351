import { randomUUID } from "node:crypto";
import { errorText } from "../../core/base/errors.ts";
import type { CatalogStore } from "../catalog/store.ts";
import type { SqlEngine } from "../sql/engine.ts";
import { readQueryTags } from "../sql/queryTags.ts";
import type { Parameter, SessionState } from "../sql/session.ts";
import type { Statement } from "../sql/statement.ts";
import type { ResultFiles } from "../statements/resultFiles.ts";
import { operationType, protocolVersion, statusCode } from "./constants.ts";
import { metadataQueries } from "./metadataQueries.ts";
import { type Abilities, abilitiesOf, plainAbilities } from "./abilities.ts";
import { fetchResults, firstRows, metadataOf } from "./fetching.ts";
import { failure, ok, Operation } from "./operation.ts";
import { readMessage, ThriftFormatError, type ThriftStruct } from "./reader.ts";
import { type Write, writeException, writeReply } from "./writer.ts";

interface Session {
  readonly id: Buffer;
  readonly state: SessionState;
  readonly operations: Set<Operation>;
}

/** How long `ExecuteStatement` waits for a result before it answers "running", in milliseconds. */
const directWait = 5_000;

/** Who calls, through which warehouse. */
export interface Caller {
  readonly user: string;
  /** The User-Agent. */
  readonly client: string;
  readonly warehouseId: string;
  /** Origin of the request; links to results lead back there. */
  readonly origin: string;
}

/** The SQL warehouse's Thrift endpoint: `TCLIService` with Databricks' additions. */
export class ThriftService {
  readonly #engine: SqlEngine;
  readonly #store: CatalogStore;
  readonly #files: ResultFiles;
  readonly #sessions = new Map<string, Session>();
  readonly #operations = new Map<string, Operation>();

  constructor(engine: SqlEngine, store: CatalogStore, files: ResultFiles) {
    this.#engine = engine;
    this.#store = store;
    this.#files = files;
  }

  /** Sessions that are open now. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** The method a request calls; `undefined` if the body is no Thrift call. */
  methodOf(body: Buffer): string | undefined {
    try {
      return readMessage(body).method;
    } catch {
      return undefined;
    }
  }

  /** Answers one call. Never rejects: faults of ours become Thrift exceptions. */
  async call(body: Buffer, caller: Caller): Promise<Buffer> {
    let method = "";
    let sequence = 0;
    try {
      const message = readMessage(body);
      ({ method, sequence } = message);
      const request = message.args.struct(1);
      if (request === undefined) return writeException(method, sequence, 7, "The call has no request");
      const answer = await this.#dispatch(method, request, caller);
      if (answer === undefined)
        return writeException(method, sequence, 1, `The emulated workspace does not implement ${method}`);
      return writeReply(method, sequence, answer);
    } catch (error) {
      return writeException(method, sequence, error instanceof ThriftFormatError ? 7 : 6, errorText(error));
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#operations.values()].map((operation) => operation.statement.close()));
    this.#operations.clear();
    this.#sessions.clear();
  }

  async #dispatch(method: string, request: ThriftStruct, caller: Caller): Promise<Write | undefined> {
    switch (method) {
      case "OpenSession":
        return this.#openSession(request, caller);
      case "CloseSession":
        return this.#closeSession(request);
      case "GetInfo":
        return this.#withSession(request, () => getInfo(request));
      case "ExecuteStatement":
        return this.#withSession(request, (session) => this.#execute(session, request, caller));
      case "GetOperationStatus":
        return this.#withOperation(request, (operation) => operation.status);
      case "GetResultSetMetadata":
        return this.#withOperation(request, metadataOf);
      case "FetchResults":
        return this.#withOperation(request, (operation) => fetchResults(operation, request, caller.origin));
      case "CancelOperation":
        return this.#withOperation(request, async (operation) => {
          // Clients send nothing more after a cancel, so everything is freed here.
          await operation.statement.cancel();
          return (writer) => writer.struct(1, ok);
        });
      case "CloseOperation":
        return this.#withOperation(request, async (operation) => {
          await this.#forget(operation);
          return (writer) => writer.struct(1, ok);
        });
      default: {
        const query = metadataQueries[method];
        if (query === undefined) return undefined;
        return this.#withSession(request, (session) => {
          const sql = query.sql(request, this.#store);
          const statement = this.#engine.executeNative(sql, session.state);
          const operation = this.#operation(session, query.type, statement, plainAbilities);
          return this.#answer(operation, request, caller);
        });
      }
    }
  }

  #openSession(request: ThriftStruct, { user, client, warehouseId }: Caller): Write {
    const namespace = request.struct(0x504);
    const catalog = namespace?.text(1) ?? "main";
    const schema = namespace?.text(2) ?? "default";
    const known = this.#store.catalog(catalog);
    if (known === undefined || (namespace?.text(2) !== undefined && !known.schemas.has(schema.toLowerCase()))) {
      const what = known === undefined ? `Catalog '${catalog}'` : `Schema '${catalog}.${schema}'`;
      return (writer) =>
        writer.struct(1, failure(statusCode.error, `${what} was not found.`, "42704")).i32(2, protocolVersion);
    }
    const id = randomUUID();
    const session: Session = {
      id: Buffer.from(id.replaceAll("-", ""), "hex"),
      state: { id, catalog: known.name, schema, user, client, warehouseId, settings: lowerKeys(request.textMap(4)) },
      operations: new Set(),
    };
    this.#sessions.set(session.id.toString("hex"), session);
    return (writer) =>
      writer
        .struct(1, ok)
        .i32(2, protocolVersion)
        .struct(3, (handle) => handle.struct(1, (id) => id.binary(1, session.id).binary(2, session.id)))
        .struct(0x504, (echo) => echo.text(1, known.name).text(2, schema))
        .flag(0x505, true);
  }

  async #closeSession(request: ThriftStruct): Promise<Write> {
    return this.#withSession(request, async (session) => {
      this.#sessions.delete(session.id.toString("hex"));
      await Promise.all([...session.operations].map((operation) => this.#forget(operation)));
      return (writer) => writer.struct(1, ok);
    });
  }

  #execute(session: Session, request: ThriftStruct, caller: Caller): Promise<Write> {
    const statement = this.#engine.execute(request.text(2) ?? "", session.state, {
      parameters: request.structs(0x508).map(parameterOf),
      tags: readQueryTags(request.textMap(3).get("query_tags") ?? ""),
    });
    const operation = this.#operation(session, operationType.executeStatement, statement, abilitiesOf(request));
    return this.#answer(operation, request, caller);
  }

  /** Registers a statement as an operation of its session. */
  #operation(session: Session, type: number, statement: Statement, abilities: Abilities): Operation {
    const operation = new Operation({ type, statement, abilities, files: this.#files });
    this.#operations.set(operation.id.toString("hex"), operation);
    session.operations.add(operation);
    return operation;
  }

  /** Answers with the first rows, if the client wants them at once and they come soon enough. */
  async #answer(operation: Operation, request: ThriftStruct, { origin }: Caller): Promise<Write> {
    const direct = request.struct(0x501);
    if (direct === undefined) return executeResponse(operation);
    await settledWithin(operation.statement, directWait);
    const first = await firstRows(operation, direct.number(1), origin);
    if (first === undefined) return executeResponse(operation, (results) => results.struct(1, operation.status));
    const { response, hasMore } = first;
    if (!hasMore) await this.#forgetRows(operation);
    return executeResponse(operation, (results) => {
      results.struct(1, operation.status).struct(2, operation.metadata).struct(3, response);
      // Present only when the last row is inside; the client then sends no close of its own.
      results.struct(4, hasMore ? undefined : (close) => close.struct(1, ok));
    });
  }

  /** The status must still say "finished" in the reply, so the handle goes at once and the rows right after it. */
  async #forgetRows(operation: Operation): Promise<void> {
    this.#drop(operation);
    setImmediate(() => void operation.statement.close());
  }

  async #forget(operation: Operation): Promise<void> {
    this.#drop(operation);
    await operation.statement.close();
  }

  #drop(operation: Operation): void {
    this.#operations.delete(operation.id.toString("hex"));
    for (const session of this.#sessions.values()) session.operations.delete(operation);
  }

  async #withSession(request: ThriftStruct, run: (session: Session) => Write | Promise<Write>): Promise<Write> {
    const session = this.#sessions.get(handleOf(request));
    return session === undefined ? invalidHandle("session") : run(session);
  }

  async #withOperation(request: ThriftStruct, run: (operation: Operation) => Write | Promise<Write>): Promise<Write> {
    const operation = this.#operations.get(handleOf(request));
    return operation === undefined ? invalidHandle("operation") : run(operation);
  }
}

/** Every request begins with a session or operation handle, whose id is field 1 of field 1. */
function handleOf(request: ThriftStruct): string {
  return request.struct(1)?.struct(1)?.bytes(1)?.toString("hex") ?? "";
}

function invalidHandle(what: string): Write {
  return (writer) =>
    writer.struct(
      1,
      failure(statusCode.invalidHandle, `Invalid ${what} handle: it was closed or never existed.`, "HY000"),
    );
}

function executeResponse(operation: Operation, results?: Write): Write {
  return (writer) => writer.struct(1, ok).struct(2, operation.handle).struct(0x501, results);
}

function parameterOf(struct: ThriftStruct): Parameter {
  return { name: struct.text(2), type: struct.text(3), value: struct.struct(4)?.text(1) };
}

const infoTexts: Record<number, string> = { 13: "Emulated Spark SQL", 17: "Spark SQL", 18: "4.0.0" };

function getInfo(request: ThriftStruct): Write {
  const text = infoTexts[request.number(2) ?? -1];
  if (text === undefined)
    return (writer) => writer.struct(1, failure(statusCode.error, "Unrecognized GetInfoType value", "HYC00"));
  return (writer) => writer.struct(1, ok).struct(2, (value) => value.text(1, text));
}

/** Settings are known by their names in any case. */
function lowerKeys(settings: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...settings].map(([key, value]) => [key.toLowerCase(), value]));
}

async function settledWithin(statement: Statement, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([statement.settled, late]);
  clearTimeout(timer);
}
