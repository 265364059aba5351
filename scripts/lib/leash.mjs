// Runs a command and ends it with all its descendants as soon as standard input closes, that is when the parent ends,
// even by a signal that nobody can catch. Usage: node leash.mjs COMMAND [ARG...]
// On POSIX the parent starts this file as the leader of a process group of its own, and reads the exit code from
// file descriptor 3, because this process ends with the group.
import { spawn, spawnSync } from "node:child_process";
import { writeSync } from "node:fs";

const PATIENCE_MS = 3000;
const [command, ...args] = process.argv.slice(2);
const windows = process.platform === "win32";
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });

child.on("error", (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => {
  writeSync(3, String(code ?? 1));
  endGroup();
});
process.stdin.on("error", endGroup).on("close", endGroup).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, endGroup);

let ending = false;
function endGroup() {
  if (ending) return;
  ending = true;
  if (windows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    process.exit();
  }
  signalGroup("SIGTERM");
  // Our own group holds us too: wait until we are alone in it or patience ends, then nobody is left behind.
  setTimeout(() => signalGroup("SIGKILL"), PATIENCE_MS).unref();
  if (child.exitCode === null && child.signalCode === null) child.once("exit", () => signalGroup("SIGKILL"));
  else signalGroup("SIGKILL");
}

function signalGroup(signal) {
  try {
    process.kill(-process.pid, signal);
  } catch {
    // Nobody is left.
  }
}
