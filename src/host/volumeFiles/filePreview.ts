import { errorText, PwafError } from "../../core/base/errors.ts";
import type { FileContents, FilePreview } from "../../protocol/volumeFile.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { parseDelimited } from "./delimited.ts";
import { parquetHead } from "./parquetHead.ts";
import { fileKind, textOf } from "./sniff.ts";
import { textRows } from "./textRows.ts";

/** Bytes of a text that are fetched. */
const headBytes = 256 * 1024;
/** Rows that are shown. */
const rowLimit = 1000;

type Part = Pick<FilePreview, "contents" | "note">;

/** Fetches the head of a file and makes of it what can be shown. Big files are never fetched whole. */
export async function previewFile(
  client: Pick<WorkspaceClient, "filePart">,
  path: string,
  signal: AbortSignal,
): Promise<FilePreview> {
  const head = await client.filePart(path, { from: 0, to: headBytes }, signal);
  const size = head.size ?? (head.bytes.length < headBytes ? head.bytes.length : undefined);
  const facts = { path, ...(size === undefined ? {} : { size }) };
  const isCut = size === undefined || size > head.bytes.length;
  const share = isCut
    ? `The first ${bytesText(head.bytes.length)} of ${size === undefined ? "more" : bytesText(size)}.`
    : "";
  const kind = fileKind(path, head.bytes);
  switch (kind.kind) {
    case "empty":
      return { ...facts, contents: { kind: "empty" }, note: "" };
    case "binary":
      return { ...facts, contents: { kind: "binary", what: kind.what }, note: "" };
    case "parquet": {
      if (size === undefined) throw new PwafError("bad-response", "the workspace does not say how big the file is.");
      const read = async (from: number, to: number) =>
        to <= head.bytes.length
          ? head.bytes.subarray(from, to)
          : (await client.filePart(path, { from, to }, signal)).bytes;
      return { ...facts, ...(await parquetPart(size, read)) };
    }
    case "delimited":
      return { ...facts, ...delimitedPart(textOf(head.bytes) ?? "", share) };
    case "json":
    case "text": {
      const text = textOf(head.bytes) ?? "";
      const pretty = kind.kind === "json" && !isCut ? indented(text) : undefined;
      const note = pretty === undefined || pretty === text.trim() ? share : "Indented for reading.";
      return { ...facts, contents: { kind: "text", text: pretty ?? text }, note };
    }
  }
}

async function parquetPart(size: number, read: (from: number, to: number) => Promise<Uint8Array>): Promise<Part> {
  const { columns, rows, rowCount, note } = await parquetHead(size, read, rowLimit).catch((error: unknown) => {
    if (error instanceof PwafError) throw error;
    throw new PwafError("bad-response", `the Parquet file cannot be read: ${errorText(error)}.`, { cause: error });
  });
  const all = rowCount.toLocaleString("en-US");
  const shown =
    rows.length < rowCount ? `First ${rows.length.toLocaleString("en-US")} of ${all} rows.` : `All ${all} rows.`;
  return { contents: rowContents(columns, rows), note: note === undefined ? shown : `${all} rows. ${note}` };
}

function delimitedPart(text: string, share: string): Part {
  const { header, rows } = parseDelimited(text, { isCut: share !== "" });
  const some = rows.slice(0, rowLimit);
  const shown = `${some.length.toLocaleString("en-US")} ${some.length === 1 ? "row" : "rows"}`;
  const note = share === "" && some.length === rows.length ? `All ${shown}.` : `First ${shown}. ${share}`.trim();
  const columns = header.map((name) => ({ name, type: "STRING" }));
  return { contents: rowContents(columns, some), note };
}

function rowContents(...rows: Parameters<typeof textRows>): FileContents {
  return { kind: "rows", ...textRows(...rows) };
}

/** JSON with a line for each value; undefined when it is none. Numbers that lose digits in between stay as they were. */
function indented(text: string): string | undefined {
  if (/\d{16}/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const inKb = bytes / 1024;
  return inKb < 1024
    ? `${inKb.toLocaleString("en-US", { maximumFractionDigits: 0 })} kB`
    : `${(inKb / 1024).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}
