import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";

export interface PortOwner {
  readonly pid: number;
  /** Name of the program; the rest of its command line may hold secrets and is not read. */
  readonly name: string;
}

/**
 * The program that listens on a TCP port of this machine, by Linux's `/proc` (proc(5): `net/tcp`, `<pid>/fd`).
 * Undefined on other systems, and for programs of other users, whose open files nobody may see.
 */
export async function portOwner(port: number, proc = "/proc"): Promise<PortOwner | undefined> {
  const inodes = new Set<string>();
  for (const table of ["tcp", "tcp6"]) {
    const text = await readFile(`${proc}/net/${table}`, "utf8").catch(() => "");
    for (const inode of listeningInodes(text, port)) inodes.add(`socket:[${inode}]`);
  }
  if (inodes.size === 0) return undefined;
  const entries = await readdir(proc).catch(() => []);
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsOne(`${proc}/${entry}/fd`, inodes))) continue;
    // Not `comm`, which is the name of a thread: `MainThread` for Node.
    const program = await readlink(`${proc}/${entry}/exe`).catch(() => "");
    return { pid: Number(entry), name: basename(program) || "a program without a name" };
  }
  return undefined;
}

/** Lines look like `0: 0100007F:1F54 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 12345 …`; 0A listens. */
function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  return table.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    return state === "0A" && local.endsWith(`:${wanted}`) && inode !== "0" ? [inode] : [];
  });
}

async function holdsOne(folder: string, links: ReadonlySet<string>): Promise<boolean> {
  const files = await readdir(folder).catch(() => []);
  for (const file of files) {
    if (links.has(await readlink(`${folder}/${file}`).catch(() => ""))) return true;
  }
  return false;
}
