import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { madeFolder } from "./places.ts";

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Registers extension folders as installed, where they lie. A development extension would need the flag
 * `--enable-smoke-test-driver`, with which VS Code shows no notifications, and those are a part of what we test.
 */
export async function registerExtensions(folders: readonly string[], dataFolder: string): Promise<void> {
  const entries = await Promise.all(folders.map(entryFor));
  await writeFile(join(await madeFolder(join(dataFolder, "extensions")), "extensions.json"), JSON.stringify(entries));
}

async function entryFor(folder: string): Promise<object> {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  return {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: decodeURI(pathToFileURL(folder).pathname), scheme: "file" },
    metadata: { source: "vsix", installedTimestamp: 0 },
  };
}
