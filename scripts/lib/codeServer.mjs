// A real VS Code that installs from the npm registry: the server part of code-server, driven through a browser.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { userCache } from "./paths.mjs";
import { npm } from "./run.mjs";
import { say, step, Stop } from "./say.mjs";

/** code-server 4.139.1 carries VS Code 1.139.1. */
const VERSION = "4.139.1";

/** The only native parts that the server misses at run time: its log writer and the guard over its parent. */
const NATIVE = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** Raised when what is installed changes, so that a folder made before is not taken for complete. */
const LAYOUT = 2;

const hint = "Check the network and npm's registry setting, then run the same command again.";

/** @returns {Promise<string>} the folder of VS Code's server; `out/server-main.js` in it is the program. */
export async function ensureCodeServer() {
  const home = join(userCache(), `code-server-${VERSION}-${LAYOUT}`);
  const server = join(home, "node_modules", "code-server", "lib", "vscode");
  if (!existsSync(join(home, "complete"))) {
    await withLock(`${home}.lock`, async () => {
      if (!existsSync(join(home, "complete")))
        await step(`Installing VS Code (code-server ${VERSION}, once, about 600 MB)`, () => install(home));
    });
  }
  return server;
}

/** Installs beside the final place and renames at the end, so that a half-made one is never used. */
async function install(home) {
  await mkdir(userCache(), { recursive: true });
  const making = await mkdtemp(`${home}.making-`);
  try {
    await writeFile(join(making, "package.json"), '{ "private": true }\n');
    const quiet = ["--ignore-scripts", "--omit=dev", "--no-package-lock"];
    await npm(["install", `code-server@${VERSION}`, ...quiet], { cwd: making, what: "Installing code-server", hint });
    const server = join(making, "node_modules", "code-server", "lib", "vscode");
    await npm(["install", "--ignore-scripts", "--omit=dev"], {
      cwd: server,
      what: "Installing VS Code's modules",
      hint,
    });
    // TypeScript, without which the editor complains as soon as a TypeScript file is opened.
    await npm(["install", "--ignore-scripts", "--omit=dev"], {
      cwd: join(server, "extensions"),
      what: "Installing the modules of VS Code's own extensions",
      hint,
    });
    try {
      await npm(["rebuild", ...NATIVE], { cwd: server, what: "Building VS Code's native parts", hint: "" });
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      say(`  ${error.message.split("\n")[0]} It runs without them, but writes no log files of its own.`);
    }
    await writeFile(join(making, "complete"), "");
    await rm(home, { recursive: true, force: true });
    await rename(making, home);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
