import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { ConfigFile } from "../../core/doctor/input.ts";
import type { EnvironmentFile } from "../../core/environment/environmentFile.ts";
import { environmentFileNames, readEnvironmentFile } from "../../core/environment/environmentFile.ts";
import type { Environment } from "../../core/environment/isolate.ts";

/** Longer files are none of those that are looked for, in bytes. */
const longestFile = 1 << 20;

/** Variables that name files of certificates. */
const certificateFiles = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/** The configuration file that an environment points at. Reads and never throws: what is wrong is part of the result. */
export async function readConfigFile(environment: Environment, cwd: string): Promise<ConfigFile> {
  const home = environment["HOME"] || environment["USERPROFILE"] || homedir();
  const named = environment["DATABRICKS_CONFIG_FILE"] ?? "";
  const path = named === "" ? join(home, ".databrickscfg") : resolve(cwd, named.replace(/^~(?=$|[\\/])/, home));
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > longestFile) return { path, problem: `${path} is no configuration file.` };
    const text = await readFile(path, "utf8");
    return { path, text, ...(process.platform === "win32" ? {} : { mode: found.mode & 0o777 }) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOENT") return { path, problem: `${path} cannot be read (${String(code)}).` };
    return named === "" ? { path } : { path, problem: `${path}, named in DATABRICKS_CONFIG_FILE, is not there.` };
  }
}

/** What files of the folders would give to programs. Those that cannot be read give nothing. */
export async function readEnvironmentFiles(folders: readonly string[]): Promise<readonly EnvironmentFile[]> {
  const paths = folders.flatMap((folder) => environmentFileNames.map((name) => ({ folder, path: join(folder, name) })));
  const files = await Promise.all(paths.map(({ folder, path }) => readOne(path, folder, folders)));
  return files.flat();
}

/** Files of certificates that an environment names and that are not there, as they are written there. */
export function missingCertificateFiles(environment: Environment, cwd: string): readonly string[] {
  return certificateFiles.flatMap((name) => {
    const path = environment[name] ?? "";
    return path === "" || existsSync(resolve(cwd, path)) ? [] : [path];
  });
}

async function readOne(path: string, folder: string, folders: readonly string[]): Promise<EnvironmentFile[]> {
  try {
    if ((await stat(path)).size > longestFile) return [];
    const label = folders.length === 1 ? relative(folder, path) : path;
    return readEnvironmentFile(path.replaceAll("\\", "/"), label.replaceAll("\\", "/"), await readFile(path, "utf8"));
  } catch {
    return [];
  }
}
