import type { FaultList } from "../faults.ts";
import { parseFault } from "../faults.ts";
import type { FederationPolicy } from "../oidc/federation.ts";
import type { OidcService } from "../oidc/service.ts";
import { changeTokenRules } from "../oidc/tokenRules.ts";
import type { RequestLog } from "../requestLog.ts";
import { changeLakebaseRules, type Lakebase } from "../lakebase/service.ts";
import { changeLinkRules, type ResultFiles } from "../statements/resultFiles.ts";
import { errorText } from "../../core/base/errors.ts";
import { type Call, sendJson } from "./call.ts";

/** Where tests in other processes read the request log and inject faults. */
export const controlPrefix = "/__emulator/";

/** What may be looked at and changed from outside. */
export interface Controlled {
  readonly requests: RequestLog;
  readonly faults: FaultList;
  readonly oidc: OidcService;
  readonly resultFiles: Pick<ResultFiles, "rules">;
  readonly lakebase: Pick<Lakebase, "credentials" | "rules">;
}

/** Answers the control routes. They never appear in the request log, and only this machine may call them. */
export async function control(
  call: Call,
  { requests, faults, oidc, resultFiles, lakebase }: Controlled,
): Promise<void> {
  const { request, response, url } = call;
  if (!isLoopback(request.socket.remoteAddress) || !isOwnHost(request.headers.host)) {
    sendJson(response, 403, { error_code: "PERMISSION_DENIED", message: "Control routes answer this machine only." });
    return;
  }
  switch (`${request.method ?? ""} ${url.pathname.slice(controlPrefix.length)}`) {
    case "GET requests":
      sendJson(response, 200, { requests: requests.entries });
      return;
    case "DELETE requests":
      requests.clear();
      sendJson(response, 200, {});
      return;
    case "GET faults":
      sendJson(response, 200, { faults: faults.list });
      return;
    case "DELETE faults":
      faults.clear();
      sendJson(response, 200, {});
      return;
    case "POST faults":
      return change(call, (body) => faults.add(parseFault(body)));
    case "PATCH tokens":
      return change(call, (body) => changeTokenRules(oidc.rules, body));
    case "PATCH result-links":
      return change(call, (body) => changeLinkRules(resultFiles.rules, body));
    case "PATCH lakebase":
      return change(call, (body) => changeLakebaseRules(lakebase, body));
    case "DELETE refresh-tokens":
      oidc.revokeRefreshTokens();
      sendJson(response, 200, {});
      return;
    case "POST federation-policies":
      return change(call, (body) => oidc.federation.add(body as FederationPolicy));
    default:
      sendJson(response, 501, {
        error_code: "NOT_IMPLEMENTED",
        message: `No control route ${request.method ?? ""} ${url.pathname}`,
      });
  }
}

/** Applies what a request's body asks for. */
async function change(call: Call, apply: (body: unknown) => void): Promise<void> {
  try {
    apply(JSON.parse((await call.body()).toString("utf8")));
    sendJson(call.response, 200, {});
  } catch (error) {
    sendJson(call.response, 400, { error_code: "INVALID_PARAMETER_VALUE", message: errorText(error) });
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";
}

/** A page in the browser could reach us under a name of its own (DNS rebinding); such a request carries that name. */
function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}
