// Child processes: run one to its end, or keep one that never outlives us.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode, root } from "./paths.mjs";
import { Stop } from "./say.mjs";

const leash = join(dirname(fileURLToPath(import.meta.url)), "leash.mjs");

/**
 * Runs a command to its end.
 * @returns {Promise<{ code: number, output: string }>} `output` is standard output and error together, in the order written.
 */
export function run(command, args, { cwd = root, env = process.env, inherit = false, timeout, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = inherit ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd, env, stdio, ...(timeout && { timeout, killSignal: "SIGKILL" }) });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs npm, quietly; its output is shown when it fails. */
export async function npm(args, { cwd, what, hint }) {
  const [command, first] = npmCommand();
  const { code, output } = await run(command, [...first, ...args, "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd,
    env: npmEnvironment(),
  });
  if (code !== 0) throw new Stop(`${what} failed (npm ${args[0]}, exit code ${code}).\n${output.trim()}\n${hint}`);
}

function npmCommand() {
  const beside = dirname(process.execPath);
  const cli = [
    process.env.npm_execpath,
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ].find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  return cli ? [process.execPath, [cli]] : ["npm", []];
}

/** The machine's Node headers, where it has them, so that native parts build without downloading any. */
function npmEnvironment() {
  const prefix = dirname(dirname(process.env.PWAF_MACHINE_NODE ?? process.execPath));
  const headers = existsSync(join(prefix, "include", "node", "node_api.h"));
  const path = existsSync(projectNode) ? `${dirname(projectNode)}${process.platform === "win32" ? ";" : ":"}` : "";
  return {
    ...process.env,
    PATH: path + (process.env.PATH ?? ""),
    ...(headers && { npm_config_nodedir: prefix }),
  };
}

/**
 * Starts a process that ends, with all its descendants, when `stop()` is called or when this process ends in any way:
 * `leash.mjs` stands between and watches a pipe that closes with us. `ended` gives the exit code.
 */
export function start(command, args, { cwd = root, env = process.env, onOutput } = {}) {
  const child = spawn(process.execPath, [leash, command, ...args], {
    cwd,
    env,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => onOutput?.(text));
  let code = "1";
  child.stdio[3].setEncoding("utf8").on("data", (text) => (code = text));
  // Without an error listener a pipe that breaks as the process is killed would end us.
  for (const stream of child.stdio) stream.on("error", () => {});
  const ended = new Promise((resolve) => child.on("close", () => resolve(Number(code))));
  const stop = () => {
    child.stdin.destroy();
    return ended;
  };
  return { ended, stop, pid: child.pid };
}
