export type FileKind =
  | { readonly kind: "empty" | "parquet" | "json" | "delimited" | "text" }
  | { readonly kind: "binary"; readonly what: string };

/** First bytes of formats that are no text, as hexadecimal digits. Sources: the formats' own specifications. */
const signatures: readonly (readonly [string, string])[] = [
  ["89504e47", "PNG image"],
  ["ffd8ff", "JPEG image"],
  ["47494638", "GIF image"],
  ["25504446", "PDF document"],
  ["504b0304", "ZIP archive, or a document or package in one"],
  ["1f8b", "gzip archive"],
  ["28b52ffd", "Zstandard archive"],
  ["425a68", "bzip2 archive"],
  ["4f5243", "ORC file"],
  ["4f626a01", "Avro file"],
  ["4152524f5731", "Arrow file"],
  ["53514c69746520666f726d6174", "SQLite database"],
  ["7f454c46", "ELF program or library"],
  ["4d5a", "Windows program or library"],
  ["cafebabe", "Java class or macOS program"],
  ["8002", "Python pickle"],
  ["8004", "Python pickle"],
];

/** What a file is, by its first bytes and, for the forms of text, by its name. */
export function fileKind(path: string, head: Uint8Array): FileKind {
  if (head.length === 0) return { kind: "empty" };
  const digits = Buffer.from(head.subarray(0, 16)).toString("hex");
  if (digits.startsWith("50415231")) return { kind: "parquet" };
  if (textOf(head) === undefined) {
    const found = signatures.find(([signature]) => digits.startsWith(signature));
    return { kind: "binary", what: found?.[1] ?? "Binary file of a kind that is not known here" };
  }
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (["csv", "tsv", "psv"].includes(extension)) return { kind: "delimited" };
  return { kind: extension === "json" || extension === "geojson" || extension === "ipynb" ? "json" : "text" };
}

/** The bytes as text, by their mark or as UTF-8; undefined when they are none. A character cut off at the end is left out. */
export function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
