// Where the scripts find and keep things. Plain Node 20: these files run before anything is installed.
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Per-user folder for what is downloaded once and shared by all checkouts. `PWAF_CACHE` overrides it. */
export function userCache() {
  const { PWAF_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (PWAF_CACHE) return PWAF_CACHE;
  if (process.platform === "win32") return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "pwaf-toolkit");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "pwaf-toolkit");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "pwaf-toolkit");
}

/** The Node that the project asks for (`node` among the dev dependencies), once it is installed. */
export const projectNode = join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
