import type { FaultList } from "../faults.ts";
import { parseFault } from "../faults.ts";
import type { RequestLog } from "../requestLog.ts";
import { errorText } from "../../core/base/errors.ts";
import { type Call, sendJson } from "./call.ts";

/** Where tests in other processes read the request log and inject faults. */
export const controlPrefix = "/__emulator/";

/** Answers the control routes. They never appear in the request log, and only this machine may call them. */
export async function control(call: Call, requests: RequestLog, faults: FaultList): Promise<void> {
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
      try {
        faults.add(parseFault(JSON.parse((await call.body()).toString("utf8"))));
        sendJson(response, 200, {});
      } catch (error) {
        sendJson(response, 400, { error_code: "INVALID_PARAMETER_VALUE", message: errorText(error) });
      }
      return;
    default:
      sendJson(response, 501, {
        error_code: "NOT_IMPLEMENTED",
        message: `No control route ${request.method ?? ""} ${url.pathname}`,
      });
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";
}

/** A page in the browser could reach us under a name of its own (DNS rebinding); such a request carries that name. */
function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}
