import { ArrowSet } from "../arrow/arrowSet.ts";
import { lz4Frame } from "../arrow/lz4.ts";
import type { Field } from "../sql/field.ts";
import type { Page } from "../sql/page.ts";
import type { Statement } from "../sql/statement.ts";
import { apiText } from "./apiText.ts";
import type { ResultFiles } from "./resultFiles.ts";
import type { Format, StatementRequest } from "./statementRequest.ts";

/** Rows of a result that travel together. */
export interface Chunk {
  readonly rowOffset: number;
  readonly rowCount: number;
  /** Before compression. */
  readonly byteCount: number;
  readonly content: ChunkContent;
}

export type ChunkContent =
  | { readonly kind: "rows"; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly kind: "attachment"; readonly bytes: Uint8Array }
  | { readonly kind: "file"; readonly file: string; readonly byteCount: number };

export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** Rows were left out because of a limit. */
  readonly isTruncated: boolean;
}

/** The result is larger than its disposition allows. */
class ResultTooLarge extends Error {}

const mostInlineBytes = 25 * 1024 * 1024;
/** Drivers that take either get more rows than this as links. */
const mostAttachedRows = 5_000;
const rowsPerChunk = { rows: 5_000, attachment: 5_000, file: 20_000 } as const;
const contentTypes: Readonly<Record<Format, string>> = {
  JSON_ARRAY: "application/json",
  CSV: "text/csv",
  ARROW_STREAM: "application/vnd.apache.arrow.stream",
};
/** The API knows no types that a client could not read. */
const everyType = { timestamps: true, decimals: true, nested: true };

/**
 * Takes a statement's rows and encodes them as its request wants.
 * @throws ResultTooLarge, and SqlError when a row cannot be computed
 */
export async function encodeChunks(
  statement: Statement,
  request: StatementRequest,
  files: ResultFiles,
): Promise<Chunks> {
  const kind = await kindOf(statement, request);
  const encode = encoder(statement.fields, request);
  const chunks: Chunk[] = [];
  let offset = 0;
  let bytes = 0;
  for (let hasMore = statement.hasResult; hasMore;) {
    if (offset >= request.rowLimit) return { chunks, isTruncated: true };
    const taken = await statement.take(Math.min(rowsPerChunk[kind], request.rowLimit - offset));
    if (taken.page.rowCount === 0) break;
    const { page, body } = withinBytes(taken.page, request.byteLimit - bytes, (rows) => encode(rows, offset === 0));
    if (page.rowCount > 0) {
      const chunk = { rowOffset: offset, rowCount: page.rowCount, byteCount: body.bytes.length };
      chunks.push({ ...chunk, content: contentOf(kind, body) });
    }
    offset += page.rowCount;
    bytes += body.bytes.length;
    if (page.rowCount < taken.page.rowCount) return { chunks, isTruncated: true };
    if (kind === "rows" && bytes > mostInlineBytes) throw new ResultTooLarge(inlineLimitText);
    ({ hasMore } = taken);
  }
  return { chunks, isTruncated: false };

  function contentOf(of: ChunkContent["kind"], { rows, bytes: plain }: Encoded): ChunkContent {
    if (of === "rows") return { kind: of, rows };
    const sent = request.isCompressed ? lz4Frame(plain) : plain;
    if (of === "attachment") return { kind: of, bytes: sent };
    return { kind: of, file: files.add(sent, contentTypes[request.format]), byteCount: sent.length };
  }
}

const inlineLimitText = `Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most ${mostInlineBytes} bytes. Please execute the statement with disposition=EXTERNAL_LINKS if you want to download the full result.`;

async function kindOf(statement: Statement, request: StatementRequest): Promise<ChunkContent["kind"]> {
  if (request.disposition === "EXTERNAL_LINKS") return "file";
  if (request.format === "JSON_ARRAY") return "rows";
  const isLarge = request.rowLimit > mostAttachedRows && (await statement.hasMoreThan(mostAttachedRows));
  return isLarge ? "file" : "attachment";
}

interface Encoded {
  readonly bytes: Uint8Array;
  /** Empty for Arrow. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** As many of the page's rows as fit. What a row takes is known afterwards only, so that the share that fits is tried. */
function withinBytes(page: Page, limit: number, encode: (page: Page) => Encoded): { page: Page; body: Encoded } {
  const body = encode(page);
  if (body.bytes.length <= limit) return { page, body };
  const share = page.first(Math.floor((page.rowCount * limit) / body.bytes.length));
  return { page: share, body: encode(share) };
}

function encoder(fields: readonly Field[], { format }: StatementRequest): (page: Page, isFirst: boolean) => Encoded {
  if (format === "ARROW_STREAM") {
    const arrow = new ArrowSet(fields, everyType);
    return (page) => ({ rows: [], bytes: arrow.file(page) });
  }
  if (format === "JSON_ARRAY") {
    return (page) => {
      const rows = textRows(fields, page);
      return { rows, bytes: Buffer.from(JSON.stringify(rows)) };
    };
  }
  const head = csvLine(fields.map(({ name }) => name));
  return (page, isFirst) => {
    const rows = textRows(fields, page);
    return { rows, bytes: Buffer.from((isFirst ? head : "") + rows.map(csvLine).join("")) };
  };
}

function textRows(fields: readonly Field[], page: Page): (string | null)[][] {
  const rows = Array.from({ length: page.rowCount }, (): (string | null)[] => []);
  for (const [index, field] of fields.entries()) {
    let at = 0;
    for (const segment of page.column(index)) {
      for (let row = 0; row < segment.length; row++) {
        rows[at++]?.push(apiText(field.type, segment.value(row)));
      }
    }
  }
  return rows;
}

/** A line of RFC 4180. */
function csvLine(values: readonly (string | null)[]): string {
  const cells = values.map((value) => {
    if (value === null) return "null";
    return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  });
  return `${cells.join(",")}\r\n`;
}
