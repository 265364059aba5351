import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { chmod, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PwafError } from "../../core/base/errors.ts";

/** Larger files (in bytes) are generated or data; checking them would only cost time. */
const sizeLimit = 5_000_000;

/** A text without its byte order mark, and how it was stored. */
export interface Text {
  readonly kind: "text";
  readonly text: string;
  readonly encoding: Encoding;
}

export type TextFile = Text | { readonly kind: "skipped"; readonly why: string };

/** `latin1` stands for bytes that are no UTF-8: it gives every byte a character, so that a fix keeps those it does not touch. */
export type Encoding = "utf8" | "utf8-bom" | "utf16le" | "utf16be" | "latin1";

/**
 * Reads a file at once and not in the background: the search has just read the same file, so that there is no disk
 * to wait for. @throws when the file cannot be read.
 */
export function readTextFile(path: string, limit = sizeLimit): TextFile {
  const info = statSync(path);
  if (!info.isFile()) return { kind: "skipped", why: "not a regular file" };
  if (info.size > limit) return { kind: "skipped", why: `larger than ${limit / 1_000_000} MB` };
  return decodeText(readFileSync(path));
}

/** UTF-8 and, with a byte order mark, UTF-16; other bytes one by one. What holds a zero byte is no text. */
export function decodeText(bytes: Buffer): TextFile {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if ((isLittle || isBig) && bytes.length % 2 === 1) return { kind: "skipped", why: "UTF-16 that is cut off" };
  if (isLittle) return { kind: "text", text: bytes.toString("utf16le", 2), encoding: "utf16le" };
  if (isBig)
    return { kind: "text", text: Buffer.from(bytes.subarray(2)).swap16().toString("utf16le"), encoding: "utf16be" };
  if (bytes.subarray(0, 8_000).includes(0)) return { kind: "skipped", why: "not a text" };
  if (!isUtf8(bytes)) return { kind: "text", text: bytes.toString("latin1"), encoding: "latin1" };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { kind: "text", text: bytes.toString("utf8", hasMark ? 3 : 0), encoding: hasMark ? "utf8-bom" : "utf8" };
}

/** The bytes of a text in the way it was stored. @throws PwafError when it has characters that this way cannot hold. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case "utf8":
      return Buffer.from(text, "utf8");
    case "utf8-bom":
      return Buffer.from(`\ufeff${text}`, "utf8");
    case "utf16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "latin1":
      if (/[^\u0000-\u00ff]/.test(text)) throw new PwafError("config", "it is no UTF-8 and cannot hold the new text");
      return Buffer.from(text, "latin1");
  }
}

/** Replaces a file at once: readers see the old text or the new one, and a failure leaves the old. Keeps mode and encoding. */
export async function writeTextFile(path: string, text: string, encoding: Encoding = "utf8"): Promise<void> {
  const bytes = encodeText(text, encoding);
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (info) => info.mode & 0o777,
    () => undefined,
  );
  const temporary = join(dirname(target), `.${randomBytes(6).toString("hex")}.pwaf`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
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
