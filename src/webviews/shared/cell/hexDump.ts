const bytesInLine = 16;

/** Hex digits as lines of sixteen bytes with their places and characters: `00000000  48 65 6C …  |Hel…|`. */
export function hexDump(hex: string): string {
  const lines: string[] = [];
  for (let at = 0; at * 2 < hex.length; at += bytesInLine) {
    const bytes = hex.slice(at * 2, (at + bytesInLine) * 2).match(/../g) ?? [];
    const characters = bytes.map((byte) => {
      const code = parseInt(byte, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ".";
    });
    const place = at.toString(16).toUpperCase().padStart(8, "0");
    lines.push(`${place}  ${bytes.join(" ").padEnd(bytesInLine * 3 - 1)}  |${characters.join("")}|`);
  }
  return lines.join("\n");
}
