import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ClearToken } from "../../core/profiles/clearTokens.ts";
import { clearTokens } from "../../core/profiles/clearTokens.ts";

/** Where a secret stands in the clear. */
export interface FoundToken extends ClearToken {
  readonly path: string;
}

/** Nobody keeps a configuration of this size, in bytes. */
const longestFile = 1 << 20;

/** Files of a home folder where people and tools keep Databricks tokens. */
const homeFiles = [
  ".claude-code-router/config.json",
  ".dbt/profiles.yml",
  ".netrc",
  ".bashrc",
  ".bash_profile",
  ".profile",
  ".zshrc",
  ".zshenv",
  ".zprofile",
  ".config/fish/config.fish",
  ".config/powershell/Microsoft.PowerShell_profile.ps1",
  "Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
  "Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1",
];

/**
 * Secrets of Databricks that stand in the clear in known places: the configuration file, `.env` files at the top of open
 * folders, shell profiles, and files of tools that need a token. What cannot be read is passed over.
 * @param configPath the configuration file of the profiles.
 * @param folders open folders.
 */
export async function findClearTokens(
  configPath: string,
  folders: readonly string[],
  home: string = homedir(),
): Promise<readonly FoundToken[]> {
  const envFiles = await Promise.all(folders.map(envFilesOf));
  const paths = new Set([configPath, ...envFiles.flat(), ...homeFiles.map((name) => join(home, name))]);
  const found = await Promise.all([...paths].map(findIn));
  return found.flat();
}

async function envFilesOf(folder: string): Promise<string[]> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names.filter((name) => /^\.env(?:\.|$)|^\.databricks\.env$/.test(name)).map((name) => join(folder, name));
}

async function findIn(path: string): Promise<FoundToken[]> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > longestFile) return [];
    return clearTokens(await readFile(path, "utf8")).map((token) => ({ ...token, path }));
  } catch {
    // Most of these files do not exist.
    return [];
  }
}
