import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { chmod, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Larger files are generated or data; checking them would only cost time. */
export const sizeLimit = 5_000_000;

export type TextFile =
  | { readonly kind: "text"; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: "skipped"; readonly why: string };

/** How the text was stored, so that a fix can store it the same way. */
type Encoding = "utf8" | "utf8-bom" | "utf16le";

/**
 * Reads a text without its byte order mark, at once and not in the background: the search has just read the same
 * file, so that there is no disk to wait for. @throws when the file cannot be read.
 */
export function readTextFile(path: string): TextFile {
  const { size } = statSync(path);
  if (size > sizeLimit) return { kind: "skipped", why: `larger than ${sizeLimit / 1_000_000} MB` };
  const bytes = readFileSync(path);
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { kind: "text", text: bytes.subarray(2).toString("utf16le"), encoding: "utf16le" };
  if (bytes.subarray(0, 8_000).includes(0)) return { kind: "skipped", why: "not a text" };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {
    kind: "text",
    text: bytes.subarray(hasMark ? 3 : 0).toString("utf8"),
    encoding: hasMark ? "utf8-bom" : "utf8",
  };
}

/** Replaces a file at once: readers see the old text or the new one, and a failure leaves the old. Keeps mode and encoding. */
export async function writeTextFile(path: string, text: string, encoding: Encoding = "utf8"): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (info) => info.mode & 0o777,
    () => undefined,
  );
  const temporary = join(dirname(target), `.${randomBytes(6).toString("hex")}.pwaf`);
  const mark = encoding === "utf8" ? "" : "\ufeff";
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(Buffer.from(mark + text, encoding === "utf16le" ? "utf16le" : "utf8"));
    } finally {
      await file.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
