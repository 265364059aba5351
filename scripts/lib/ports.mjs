import { createServer } from "node:net";
import { say, Stop } from "./say.mjs";

const TRIES = 100;

/** The wanted port of 127.0.0.1, or the next one that is free, which is then said. */
export async function freePort(wanted, what) {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port++) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) say(`  port ${wanted} is taken, so ${what} uses ${port}`);
    return port;
  }
  throw new Stop(`No port from ${wanted} on is free for ${what}.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
