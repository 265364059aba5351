import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { FaultList } from "../faults.ts";
import { accountId, type IdentityStore } from "../identity.ts";
import type { McpService } from "../mcp/service.ts";
import type { OidcService } from "../oidc/service.ts";
import { type TestClouds, testPrefix } from "../oidc/testClouds.ts";
import { relay } from "../relay.ts";
import type { RecordedRequest, RequestLog } from "../requestLog.ts";
import { ApiError, unauthenticated } from "../rest/apiError.ts";
import { workspaceId } from "../rest/identityRoutes.ts";
import type { Router } from "../rest/router.ts";
import type { Lakebase } from "../lakebase/service.ts";
import { type ResultFiles, resultFilesPrefix } from "../statements/resultFiles.ts";
import type { ThriftService } from "../thrift/service.ts";
import type { WarehouseStore } from "../warehouses.ts";
import { authenticate, authKind } from "./authenticate.ts";
import { BodyTooLarge, type Call, makeCall, send, sendJson } from "./call.ts";
import { cloudOf, cloudOrigin } from "./cloudHosts.ts";
import { control, controlPrefix } from "./control.ts";
import { inject } from "./inject.ts";
import { jsonRpcOf } from "./jsonRpc.ts";
import { escapeHtml, sendPage } from "./page.ts";

export interface Parts {
  readonly requests: RequestLog;
  readonly faults: FaultList;
  readonly identity: IdentityStore;
  readonly oidc: OidcService;
  readonly testClouds: TestClouds;
  readonly router: Router;
  readonly mcp: McpService;
  readonly thrift: ThriftService;
  readonly resultFiles: ResultFiles;
  readonly lakebase: Pick<Lakebase, "credentials" | "rules">;
  readonly warehouses: WarehouseStore;
  /** Origin whose `/oidc` clients are sent to. */
  readonly oidcOrigin: string;
  readonly log: Logger;
}

/** Takes every request of both servers: records it, injects faults, and hands it to the part that answers it. */
export class Dispatcher {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
    const call = makeCall(request, response, origin);
    try {
      if (call.url.pathname.startsWith(controlPrefix)) await control(call, this.#parts);
      else await this.#serve(call, origin);
    } catch (error) {
      this.#answerError(call, error);
    }
  }

  async #serve(call: Call, origin: string): Promise<void> {
    const { request, response, url } = call;
    const entry: RecordedRequest = {
      id: randomUUID(),
      time: new Date().toISOString(),
      origin,
      method: request.method ?? "",
      path: url.pathname,
      userAgent: request.headers["user-agent"] ?? "",
      auth: authKind(request),
      status: 0,
    };
    this.#parts.requests.add(entry);
    response.once("finish", () => (entry.status = response.statusCode));
    const isThrift = entry.method === "POST" && url.pathname.startsWith("/sql/");
    if (isThrift) {
      const rpc = this.#parts.thrift.methodOf(await call.body());
      if (rpc !== undefined) entry.rpc = rpc;
    }
    if (entry.method === "POST" && this.#parts.mcp.serves(url.pathname))
      Object.assign(entry, jsonRpcOf(await call.body()));
    const fault = this.#parts.faults.take(entry);
    if (fault !== undefined && (await inject(fault, call, () => this.#parts.thrift.close()))) return;
    if (entry.auth === "pat" || entry.auth === "oauth") {
      const user = await authenticate(request, this.#parts.identity, this.#parts.oidc);
      if (user !== undefined) entry.user = user.userName;
    }
    if (isThrift) return this.#thrift(call);
    if (url.pathname.startsWith("/oidc/")) return this.#parts.oidc.handle(call);
    if (url.pathname.startsWith(testPrefix)) return this.#parts.testClouds.handle(call);
    if (url.pathname.startsWith(resultFilesPrefix)) return this.#parts.resultFiles.handle(call);
    if (this.#parts.mcp.serves(url.pathname)) return this.#mcp(call);
    if (url.pathname.startsWith("/api/") || url.pathname === "/telemetry-ext") return this.#rest(call);
    // What drivers tell of themselves before they are signed in.
    if (url.pathname === "/telemetry-unauth") return sendJson(response, 200, {});
    if (entry.method === "GET") {
      if (url.pathname === "/.well-known/databricks-config") return this.#config(call);
      if (url.pathname === "/relay") return relay(call);
      if (url.pathname === "/") return this.#home(call);
    }
    throw notImplemented(entry.method, url.pathname);
  }

  async #rest(call: Call): Promise<void> {
    const { request, response, url } = call;
    const user = await authenticate(request, this.#parts.identity, this.#parts.oidc);
    if (user === undefined) throw unauthenticated(credentialProblem(request));
    const route = this.#parts.router.find(request.method ?? "", url.pathname);
    if (route === undefined) throw notImplemented(request.method ?? "", url.pathname);
    const answer = await route.handler({
      user,
      path: route.path,
      query: url.searchParams,
      headers: request.headers,
      body: await jsonBody(call),
      origin: url.origin,
    });
    const status = answer.status ?? 200;
    if (answer.body instanceof Buffer) send(response, status, "application/octet-stream", answer.body, answer.headers);
    else sendJson(response, status, answer.body, answer.headers);
  }

  async #mcp(call: Call): Promise<void> {
    const user = await authenticate(call.request, this.#parts.identity, this.#parts.oidc);
    if (user === undefined) throw unauthenticated(credentialProblem(call.request));
    await this.#parts.mcp.handle(call, user);
  }

  async #thrift(call: Call): Promise<void> {
    const user = await authenticate(call.request, this.#parts.identity, this.#parts.oidc);
    if (user === undefined) {
      const message = credentialProblem(call.request);
      throw new ApiError(401, "UNAUTHENTICATED", message, { "x-thriftserver-error-message": message });
    }
    const id = /^\/sql\/1\.0\/(?:warehouses|endpoints)\/([^/]+)\/?$/.exec(call.url.pathname)?.[1];
    const warehouse = this.#parts.warehouses.find(id ?? "");
    if (warehouse === undefined)
      throw new ApiError(404, "RESOURCE_DOES_NOT_EXIST", `There is no SQL warehouse at ${call.url.pathname}.`);
    // Any statement starts a stopped warehouse.
    this.#parts.warehouses.start(warehouse);
    const answer = await this.#parts.thrift.call(await call.body(), {
      user: user.userName,
      client: call.request.headers["user-agent"] ?? "",
      warehouseId: warehouse.id,
      origin: call.url.origin,
    });
    send(call.response, 200, "application/x-thrift", answer);
  }

  #config(call: Call): void {
    const oidc = `${cloudOrigin(call.request.headers.host) ?? this.#parts.oidcOrigin}/oidc`;
    const level = this.#parts.oidc.rules.isAccountHost
      ? { oidc_endpoint: `${oidc}/accounts/{account_id}`, host_type: "ACCOUNT_HOST" }
      : { oidc_endpoint: oidc, account_id: accountId, workspace_id: workspaceId, host_type: "WORKSPACE_HOST" };
    sendJson(call.response, 200, {
      ...level,
      cloud: cloudOf(call.request.headers.host),
      token_federation_default_oidc_audiences: [accountId],
    });
  }

  #home(call: Call): void {
    const path = `/sql/1.0/warehouses/${this.#parts.warehouses.first.id}`;
    sendPage(
      call.response,
      200,
      "Emulated workspace",
      `<h1>Emulated Databricks workspace</h1><p>Host <code>${escapeHtml(call.url.origin)}</code><br>HTTP path <code>${escapeHtml(path)}</code></p>
<p>Point a client here; nothing leaves this machine. What was called: <a href="${controlPrefix}requests">request log</a>.</p>`,
    );
  }

  #answerError(call: Call, error: unknown): void {
    if (error instanceof ApiError) {
      sendJson(call.response, error.status, error.body, error.headers);
    } else if (error instanceof BodyTooLarge) {
      sendJson(
        call.response,
        413,
        { error_code: "REQUEST_TOO_LARGE", message: error.message, details: [] },
        { connection: "close" },
      );
    } else if (!call.request.destroyed || !call.response.destroyed) {
      this.#parts.log.error(`${call.request.method ?? ""} ${call.url.pathname} failed: ${errorText(error)}`);
      sendJson(call.response, 500, { error_code: "INTERNAL_ERROR", message: errorText(error), details: [] });
    }
  }
}

/** Never a faked success: what is not there says so, with the route to add. */
function notImplemented(method: string, path: string): ApiError {
  return new ApiError(501, "NOT_IMPLEMENTED", `The emulated workspace does not implement ${method} ${path}`);
}

function credentialProblem(request: IncomingMessage): string {
  return authKind(request) === "none"
    ? "Credential was not sent or was of an unsupported type for this API."
    : "Invalid access token.";
}

async function jsonBody(call: Call): Promise<unknown> {
  const text = (await call.body()).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError(400, "MALFORMED_REQUEST", `The request body is not JSON: ${errorText(error)}`);
  }
}
