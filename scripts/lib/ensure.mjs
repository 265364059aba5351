// Brings a fresh clone to the point where the real scripts can run: dependencies, and the Node they ask for.
import { spawn } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectNode, root } from "./paths.mjs";
import { npm } from "./run.mjs";
import { Stop, step } from "./say.mjs";
import { withLock } from "./lock.mjs";

const OLDEST_NODE = 20;

/**
 * Installs what is missing and makes sure that the rest of the script runs under the project's own Node.
 * @returns {Promise<number | undefined>} an exit code when a second process has done the work, else undefined: go on.
 */
export async function ensureProject(script) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE)
    throw new Stop(`Node ${process.versions.node} is too old to start with; install Node ${OLDEST_NODE} or newer.`);
  if (!dependenciesMatch()) await withLock(join(root, ".cache", "install.lock"), installDependencies);
  if (process.env.PWAF_MACHINE_NODE) return undefined;
  return await runAgain(script);
}

async function installDependencies() {
  // The run we waited for may have done it.
  if (dependenciesMatch()) return;
  const modules = join(root, "node_modules");
  // `npm ci` empties the folder behind a link, which is another checkout's.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Stop(
      "node_modules is a link, and the folder behind it does not fit this checkout. Remove the link and try again.",
    );
  await step("Installing dependencies (npm ci; a minute or two the first time)", () =>
    npm(["ci"], {
      cwd: root,
      what: "Installing the dependencies",
      hint: "Check the network and npm's registry setting, then run the same command again.",
    }),
  );
}

/** Compares what the lock file wants with what npm noted down when it last finished installing. */
function dependenciesMatch() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present || !existsSync(projectNode)) return false;
  const missing = Object.entries(wanted).filter(
    ([path, { version, optional, devOptional, peer }]) =>
      path !== "" &&
      present[path]?.version !== version &&
      !(present[path] === undefined && (optional || devOptional || peer)),
  );
  return missing.length === 0 && Object.keys(present).every((path) => path in wanted);
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Runs the same script under the project's Node. Either process ends with the other. */
function runAgain(script) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode, [script, ...process.argv.slice(2)], {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      env: { ...process.env, PWAF_MACHINE_NODE: process.execPath },
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    endWhenParentIsGone(() => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** npm may be killed in a way that it cannot pass on; then we, or the shell it runs us in, suddenly have a different parent. */
function endWhenParentIsGone(end) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    end();
  }, 1000);
  timer.unref();
}

function ancestors() {
  const parent = process.ppid;
  try {
    // Linux: after the name in parentheses come state and parent.
    const [, above] = /\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, "utf8")) ?? [];
    return `${parent} ${above}`;
  } catch {
    return String(parent);
  }
}

/** Calls `stop` once when this process is asked to end: by a signal, or because the one that started it is gone. */
export function onStopRequest(stop) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, once);
  if (process.channel) {
    process.on("disconnect", once);
    process.channel.unref();
  }
}
