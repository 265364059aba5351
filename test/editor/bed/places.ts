import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Root of the checkout, which is also the extension under development. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Pictures that tests take on purpose; `npm run pictures` sends them to the documentation. */
export const pictures = process.env["PWAF_PICTURES"] ?? join(root, "out", "pictures");

export async function picturePath(name: string): Promise<string> {
  return join(await madeFolder(pictures), `${name}.png`);
}

/** What a failed test leaves: logs, and how the screen looked. */
export const failures = join(root, "out", "failures");

const temporaryFolders: string[] = [];
process.once("exit", () => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A folder of one run, outside the checkout; it goes away with the process. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pwaf-${name}-`));
  temporaryFolders.push(folder);
  return folder;
}

export async function madeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  return path;
}

interface PortRedirect {
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

interface Scripts {
  readonly ensureCodeServer: () => Promise<string>;
  readonly ensureChromium: () => Promise<string>;
  readonly startPortRedirect: () => Promise<PortRedirect>;
}

/** The scripts that `npm start` and `npm test` use too; they install only what is missing. */
async function script(name: string): Promise<Partial<Scripts>> {
  const url = pathToFileURL(join(root, "scripts", "lib", name)).href;
  return (await import(url)) as Partial<Scripts>;
}

export async function codeServerFolder(): Promise<string> {
  return await (
    await script("codeServer.mjs")
  ).ensureCodeServer!();
}

export async function chromiumPath(): Promise<string> {
  return await (
    await script("chromium.mjs")
  ).ensureChromium!();
}

export async function startPortRedirect(): Promise<PortRedirect> {
  return await (
    await script("portRedirect.mjs")
  ).startPortRedirect!();
}
