// A VS Code with windows: one given by path, one found on the machine, or a download.
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { root } from "./paths.mjs";
import { say, step, Stop } from "./say.mjs";

const hasDisplay = () => process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The program behind the `code` command, where there is one and a display to show it on. */
export function findDesktopCode() {
  if (!hasDisplay()) return undefined;
  const launcher = process.platform === "win32" ? "code.cmd" : "code";
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, launcher);
    if (!existsSync(path)) continue;
    const beside = dirname(realpathSync(path));
    const program = programsNear(beside).find((candidate) => existsSync(candidate));
    if (program) return program;
  }
  return undefined;
}

/** Where the program lies, seen from the folder of its launcher script. */
function programsNear(folder) {
  if (process.platform === "win32") return [join(folder, "..", "Code.exe")];
  if (process.platform === "darwin")
    return ["Electron", "Code"].map((name) => join(folder, "..", "..", "..", "MacOS", name));
  return [join(folder, "..", "code")];
}

/** @returns {Promise<string>} the program to test with: `VSCODE_PATH`, else a download into `.cache`. */
export async function desktopCode() {
  if (!hasDisplay())
    throw new Stop(
      "A desktop VS Code needs a display, and this machine has none (DISPLAY is not set).\n" +
        "`npm test` runs the same tests without one; `xvfb-run npm run test:desktop` gives it a virtual one.",
    );
  const given = process.env.VSCODE_PATH;
  if (given) {
    if (!existsSync(given)) throw new Stop(`VSCODE_PATH names ${given}, which does not exist.`);
    return given;
  }
  const { downloadAndUnzipVSCode, SilentReporter } = await import("@vscode/test-electron");
  const cachePath = join(root, ".cache", "vscode");
  try {
    return await step("Downloading VS Code (once)", () =>
      downloadAndUnzipVSCode({ version: "stable", cachePath, reporter: new SilentReporter() }),
    );
  } catch (error) {
    say(`  ${error.message}`);
    throw new Stop("No desktop VS Code could be downloaded. Set VSCODE_PATH to the program of an installed one.");
  }
}
