import type { AddressInfo, Server } from "node:net";
import { PwafError } from "../core/base/errors.ts";

const host = "127.0.0.1";

/**
 * Listens on 127.0.0.1 and gives the port taken (0 takes a free one).
 * @throws PwafError `config`, naming the option that chooses the port, when it cannot be had.
 */
export function listen(server: Server, port: number, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port, option)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, option: string): PwafError {
  const message =
    error.code === "EADDRINUSE"
      ? `Port ${port} is taken by another program.`
      : `Cannot listen on port ${port}: ${error.message}.`;
  return new PwafError("config", message, {
    cause: error,
    hint: `Stop that program, or choose another port with ${option} (0 takes a free one).`,
  });
}
