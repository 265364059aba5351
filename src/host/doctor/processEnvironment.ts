import { readFile } from "node:fs/promises";

/**
 * The environment that a process was started with; undefined where the system does not tell. Linux does, for processes
 * of the same user.
 */
export async function processEnvironment(pid: number): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    return parseBlock(await readFile(`/proc/${pid}/environ`, "utf8"));
  } catch {
    return undefined;
  }
}

/** `NAME=value` with zero bytes in between. */
function parseBlock(block: string): Record<string, string> {
  const entries = block.split("\0").flatMap((entry) => {
    const equals = entry.indexOf("=");
    return equals > 0 ? [[entry.slice(0, equals), entry.slice(equals + 1)] as const] : [];
  });
  return Object.fromEntries(entries);
}
