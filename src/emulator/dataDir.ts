import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder where keys outlive a start. Files that hold a private key are readable by their owner only. */
export interface DataDir {
  readonly path: string;
  read(name: string): Promise<string | undefined>;
  writePublic(name: string, text: string): Promise<string>;
  writeSecret(name: string, text: string): Promise<string>;
  /** Removes the folder if it was a temporary one. */
  close(): Promise<void>;
}

export async function openDataDir(path: string | undefined): Promise<DataDir> {
  const folder = path ?? (await mkdtemp(join(tmpdir(), "pwaf-emulator-")));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const write = async (name: string, text: string, mode: number) => {
    const file = join(folder, name);
    // Removed first, because the mode of an existing file would stay as it is.
    await rm(file, { force: true });
    await writeFile(file, text, { mode });
    return file;
  };
  return {
    path: folder,
    read: (name) => readFile(join(folder, name), "utf8").catch(() => undefined),
    writePublic: (name, text) => write(name, text, 0o644),
    writeSecret: (name, text) => write(name, text, 0o600),
    async close() {
      if (path === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
