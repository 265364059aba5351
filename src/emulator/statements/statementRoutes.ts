import { randomUUID } from "node:crypto";
import type { CatalogStore } from "../catalog/store.ts";
import { ApiError } from "../rest/apiError.ts";
import type { ApiRequest, Router } from "../rest/router.ts";
import type { SqlEngine } from "../sql/engine.ts";
import type { SessionState } from "../sql/session.ts";
import { SqlError } from "../sql/sqlError.ts";
import type { WarehouseStore } from "../warehouses.ts";
import type { ResultFiles } from "./resultFiles.ts";
import { Fields, readStatementRequest, type StatementRequest } from "./statementRequest.ts";
import { StatementRun } from "./statementRun.ts";

interface Parts {
  readonly engine: SqlEngine;
  readonly store: CatalogStore;
  readonly warehouses: WarehouseStore;
  readonly files: ResultFiles;
}

/** Statements beyond this are forgotten, the oldest first. */
const capacity = 500;

/** The Statement Execution API, and the sessions that drivers open beside it. */
export function addStatements(router: Router, { engine, store, warehouses, files }: Parts): { close(): Promise<void> } {
  const runs = new Map<string, StatementRun>();
  const sessions = new Map<string, SessionState>();
  const statements = "/api/2.0/sql/statements";
  router.add("POST", statements, async (call) => ({ body: await execute(call) }));
  router.add("GET", `${statements}/:id`, (call) => ({ body: runOf(call).json(call.origin) }));
  router.add("GET", `${statements}/:id/result/chunks/:index`, (call) => {
    const { id = "", index = "" } = call.path;
    const body = runOf(call).chunkJson(Number(index), call.origin);
    if (body === undefined) throw notFound(`The statement ${id} has no result chunk ${index}.`);
    return { body };
  });
  router.add("POST", `${statements}/:id/cancel`, async (call) => {
    await runOf(call).cancel();
    return { body: {} };
  });
  router.add("DELETE", `${statements}/:id`, async (call) => {
    await runOf(call).close();
    return { body: {} };
  });

  // The JDBC driver opens them below a warehouse, the others say in the body which one they mean.
  for (const path of ["/api/2.0/sql/sessions", "/api/2.0/sql/warehouses/:warehouse/sessions"])
    router.add("POST", path, (call) => ({ body: { session_id: openSession(call) } }));
  router.add("DELETE", "/api/2.0/sql/sessions/:id", ({ path }) => {
    const { id = "" } = path;
    if (!sessions.delete(id)) throw notFound(`The session ${id} was not found.`);
    return { body: {} };
  });

  return {
    async close() {
      await Promise.all([...runs.values()].map((run) => run.close()));
    },
  };

  async function execute(call: ApiRequest): Promise<unknown> {
    const request = readStatementRequest(call.body);
    startWarehouse(request.warehouseId);
    const session = sessionOf(request, call);
    const missing = missingNamespace(session, request);
    const statement =
      missing === undefined
        ? engine.execute(request.sql, session, request)
        : engine.refuse(request.sql, session, request, missing);
    const run = new StatementRun({ user: call.user.userName, statement, request, files });
    runs.set(run.id, run);
    await forgetOldest();
    await run.wait();
    return run.json(call.origin);
  }

  /** Answers its id. */
  function openSession(call: ApiRequest): string {
    const fields = new Fields(call.body);
    const warehouseId = call.path["warehouse"] ?? fields.text("warehouse_id") ?? "";
    startWarehouse(warehouseId);
    const settings = new Map([...fields.textMap("session_confs")].map(([key, value]) => [key.toLowerCase(), value]));
    const names = { catalog: fields.text("catalog"), schema: fields.text("schema") };
    const session = newSession(call, warehouseId, names, settings);
    const missing = missingNamespace(session, names);
    if (missing !== undefined) throw new ApiError(400, "BAD_REQUEST", missing.message);
    sessions.set(session.id, session);
    return session.id;
  }

  function startWarehouse(id: string): void {
    const warehouse = warehouses.find(id);
    if (warehouse === undefined) throw notFound(`SQL warehouse ${id} does not exist.`);
    warehouses.start(warehouse);
  }

  /** Statements of other users are not there. */
  function runOf({ path, user }: ApiRequest): StatementRun {
    const run = runs.get(path["id"] ?? "");
    if (run === undefined || run.user !== user.userName)
      throw notFound(`The statement ${path["id"] ?? ""} was not found.`);
    return run;
  }

  function sessionOf(request: StatementRequest, call: ApiRequest): SessionState {
    if (request.sessionId === undefined) return newSession(call, request.warehouseId, request, new Map());
    const session = sessions.get(request.sessionId);
    if (session === undefined) throw notFound(`The session ${request.sessionId} was not found.`);
    return session;
  }

  function missingNamespace({ catalog, schema }: SessionState, asked: Namespace): SqlError | undefined {
    if (store.catalog(catalog) === undefined)
      return new SqlError("NO_SUCH_CATALOG_EXCEPTION", "42704", `Catalog '${catalog}' was not found.`);
    if (asked.schema === undefined || store.schema(catalog, schema) !== undefined) return undefined;
    return new SqlError(
      "SCHEMA_NOT_FOUND",
      "42704",
      `The schema \`${catalog}\`.\`${schema}\` cannot be found. Verify the spelling and correctness of the schema and catalog.`,
    );
  }

  async function forgetOldest(): Promise<void> {
    for (const [id, run] of runs) {
      if (runs.size <= capacity) return;
      runs.delete(id);
      await run.close();
    }
  }
}

interface Namespace {
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
}

function newSession(
  { user, headers }: ApiRequest,
  warehouseId: string,
  { catalog = "main", schema = "default" }: Namespace,
  settings: Map<string, string>,
): SessionState {
  const client = headers["user-agent"] ?? "";
  return { id: randomUUID(), catalog, schema, user: user.userName, client, warehouseId, settings };
}

function notFound(message: string): ApiError {
  return new ApiError(404, "NOT_FOUND", message);
}
