import { createHash } from "node:crypto";
import type { LineIndex } from "../../core/base/text.ts";

/**
 * Tells a finding from others of its file by its rule and the text of its line, so that edits elsewhere do not change
 * it. A hash, because the line may hold a secret. 16 hexadecimal digits.
 */
export function fingerprint(
  { text, lines }: { readonly text: string; readonly lines: LineIndex },
  { rule, start }: { readonly rule: string; readonly start: number },
): string {
  const { line } = lines.positionAt(start);
  const end = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length;
  const words = text.slice(lines.lineStart(line), end).trim().replace(/\s+/g, " ");
  return createHash("sha256").update(`${rule}: ${words}`).digest("hex").slice(0, 16);
}
