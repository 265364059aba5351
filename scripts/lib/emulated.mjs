// The emulated workspace as a process of its own.
import { join } from "node:path";
import { freePort } from "./ports.mjs";
import { start } from "./run.mjs";
import { Stop } from "./say.mjs";

const PORTS = { http: 8765, https: 8766 };

/**
 * Starts `pwaf emulator` and waits until it answers.
 * @returns {Promise<{ workspace: object, ended: Promise<void>, stop: () => Promise<void> }>}
 */
export async function startEmulated(dataFolder) {
  const http = await freePort(PORTS.http, "the workspace (http)");
  const https = await freePort(Math.max(PORTS.https, http + 1), "the workspace (https)");
  const ports = ["--port", String(http), "--https-port", String(https)];
  const args = [join("bin", "pwaf.mjs"), "emulator", "--json", ...ports, "--data-dir", dataFolder];
  let output = "";
  let child;
  const line = await new Promise((resolve, reject) => {
    child = start(process.execPath, args, {
      onOutput(text) {
        output += text;
        const found = /^\{.*\}$/m.exec(output);
        if (found) resolve(found[0]);
      },
    });
    child.ended.then(() => reject(new Stop(`The emulated workspace did not start.\n${output.trim()}`)));
  });
  return { ...child, workspace: JSON.parse(line) };
}
