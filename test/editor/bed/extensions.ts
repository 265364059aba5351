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
 * Registers an extension folder as installed, where it lies. A development extension would need the flag
 * `--enable-smoke-test-driver`, with which VS Code shows no notifications, and those are a part of what we test.
 */
export async function registerExtension(folder: string, dataFolder: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: decodeURI(pathToFileURL(folder).pathname), scheme: "file" },
    metadata: { source: "vsix", installedTimestamp: 0 },
  };
  await writeFile(join(await madeFolder(join(dataFolder, "extensions")), "extensions.json"), JSON.stringify([entry]));
}
