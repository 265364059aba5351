// A Chromium to drive VS Code with: one found on the machine, else Playwright's, else Debian's package.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run } from "./run.mjs";
import { say, step, Stop } from "./say.mjs";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

const DOWNLOAD_MS = 300_000;

/** @returns {Promise<string>} the path of an executable that starts. */
export async function ensureChromium() {
  const given = process.env.PWAF_CHROMIUM;
  if (given) {
    if (!existsSync(given)) throw new Stop(`PWAF_CHROMIUM names ${given}, which does not exist.`);
    return given;
  }
  return (await find()) ?? (await withLock(join(userCache(), "chromium.lock"), install));
}

async function find() {
  return findOnMachine() ?? (await findPlaywrights());
}

function findOnMachine() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, process.platform === "win32" ? `${name}.exe` : name);
      if (isExecutable(path)) return path;
    }
  }
  return installedPlaces().find((path) => isExecutable(path));
}

/** Where installers put a browser that is not on the PATH. */
function installedPlaces() {
  const { LOCALAPPDATA, PROGRAMFILES } = process.env;
  const x86 = process.env["PROGRAMFILES(X86)"];
  if (process.platform === "darwin")
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
  if (process.platform !== "win32") return [];
  return [PROGRAMFILES, x86, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function findPlaywrights() {
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return existsSync(path) && (await starts(path)) ? path : undefined;
}

/** A downloaded browser may lack system libraries, which shows only when it is run. */
async function starts(path) {
  const { code } = await run(path, ["--version"], { timeout: 20_000 }).catch(() => ({ code: 1 }));
  return code === 0;
}

async function install() {
  const present = await find();
  if (present) return present;
  const failures = [];
  for (const [what, attempt] of [
    ["Installing Chromium (Playwright's download)", downloadPlaywrights],
    ["Installing Chromium (Debian's package)", installDebians],
  ]) {
    const failure = await step(what, attempt);
    const path = failure === undefined ? await find() : undefined;
    if (path) return path;
    failures.push(`- ${what}: ${failure ?? "it does not start; system libraries may be missing"}`);
    say(`  not usable: ${failures.at(-1)}`);
  }
  throw new Stop(
    `No Chromium could be found or installed.\n${failures.join("\n")}\n` +
      "Install Chromium, Chrome or Edge, or set PWAF_CHROMIUM to the path of one, and run the same command again.",
  );
}

/** @returns {Promise<string | undefined>} why it did not work */
async function downloadPlaywrights() {
  const cli = join(root, "node_modules", "playwright-core", "cli.js");
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" };
  const { code, output } = await run(process.execPath, [cli, "install", "chromium"], { env, timeout: DOWNLOAD_MS });
  return code === 0 ? undefined : lastLine(output);
}

async function installDebians() {
  if (process.platform !== "linux" || process.getuid() !== 0 || !existsSync("/usr/bin/apt-get"))
    return "needs Debian and root";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Without fonts the pictures that the tests take would show empty boxes.
  const packages = ["chromium", "fonts-dejavu-core", "fonts-liberation"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const { code, output } = await run("/usr/bin/apt-get", args, { env });
    if (code !== 0) return `apt-get ${args[0]}: ${lastLine(output)}`;
  }
  return undefined;
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "no output";
