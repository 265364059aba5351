import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import type { Fault } from "../faults.ts";
import { codeOf } from "../rest/apiError.ts";
import { type Call, send, sendJson } from "./call.ts";

/**
 * Plays a fault. True when the request is answered with it; otherwise it still needs its real answer.
 * @param restart Makes the warehouse forget its sessions and results.
 */
export async function inject(fault: Fault, call: Call, restart: () => Promise<void>): Promise<boolean> {
  switch (fault.kind) {
    case "slow":
      await wait(fault.delayMs ?? 1000);
      return false;
    case "reset":
      cut(call.request.socket);
      return true;
    case "lost":
      call.response.end = () => {
        cut(call.request.socket);
        return call.response;
      };
      return false;
    case "restart":
      await restart();
      return false;
    case "answer":
      call.response.writeHead(fault.status ?? 200, fault.headers).end(fault.body ?? "");
      return true;
    case "html":
      send(
        call.response,
        200,
        "text/html; charset=utf-8",
        "<!doctype html><html><title>Sign in</title><body><form>Sign in to continue</form></body></html>",
      );
      return true;
    case "status": {
      const status = fault.status ?? 503;
      const headers = fault.retryAfter === undefined ? undefined : { "retry-after": String(fault.retryAfter) };
      sendJson(
        call.response,
        status,
        { error_code: codeOf(status), message: `Injected fault for ${fault.match}`, details: [] },
        headers,
      );
      return true;
    }
  }
}

/** TCP sockets can be reset; a TLS socket cannot, so it is closed without a farewell. */
function cut(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
