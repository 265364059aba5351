import type { DuckDBDataChunk, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";

/** Rows `start` to `end` (exclusive) of one DuckDB chunk. */
interface Slice {
  readonly chunk: DuckDBDataChunk;
  readonly start: number;
  readonly end: number;
}

/** A run of rows taken from a result; holds the chunks it points into. */
export class Page {
  readonly rowCount: number;
  readonly #slices: readonly Slice[];

  constructor(slices: readonly Slice[]) {
    this.#slices = slices;
    this.rowCount = slices.reduce((sum, slice) => sum + slice.end - slice.start, 0);
  }

  /** The first rows of it. */
  first(rows: number): Page {
    let left = rows;
    return new Page(
      this.#slices.flatMap(({ chunk, start, end }) => {
        const length = Math.min(left, end - start);
        left -= length;
        return length === 0 ? [] : [{ chunk, start, end: start + length }];
      }),
    );
  }

  /** One column as segments of raw vectors, in row order. */
  column(index: number): Segment[] {
    return this.#slices.map((slice) => new Segment(slice, index));
  }
}

/** Memory that several values share; `start` is its address. */
interface HeapRun {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Longest text that fits into its entry. */
const inlineLength = 12;

/** Addresses of today's machines have at most 57 bits in theory and 48 in use, which a double holds exactly up to 53. */
function pointerAt(entries: Buffer, at: number): number {
  return entries.readUInt32LE(at + 12) * 0x1_0000_0000 + entries.readUInt32LE(at + 8);
}

/** Reads one column of one slice. Rows are counted from 0 within the segment. */
export class Segment {
  readonly length: number;
  readonly #slice: Slice;
  readonly #index: number;
  readonly #vector: duckdb.Vector;
  readonly #validity: Uint8Array | null;

  constructor(slice: Slice, index: number) {
    this.#slice = slice;
    this.#index = index;
    this.length = slice.end - slice.start;
    this.#vector = duckdb.data_chunk_get_vector(slice.chunk.chunk, index);
    // The binding answers null when every row is valid, although its types do not say so.
    this.#validity = duckdb.vector_get_validity(this.#vector, Math.ceil(slice.chunk.rowCount / 64) * 8);
  }

  get allValid(): boolean {
    return this.#validity === null;
  }

  isValid(row: number): boolean {
    if (this.#validity === null) return true;
    const at = this.#slice.start + row;
    return ((this.#validity[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
  }

  /** The bytes of a fixed-width column, `width` bytes each. A view into DuckDB's memory: copy before the next fetch. */
  raw(width: number): Buffer {
    const bytes = duckdb.vector_get_data(this.#vector, this.#slice.end * width);
    return Buffer.from(bytes.buffer, bytes.byteOffset + this.#slice.start * width, this.length * width);
  }

  /**
   * Calls `visit` with the bytes of every valid text or binary value, in row order. DuckDB keeps up to 12 bytes inside
   * its 16-byte entry and the rest behind a pointer (`duckdb_string_t` in duckdb.h).
   */
  eachBytes(visit: (row: number, bytes: Buffer) => void): void {
    const entries = this.raw(16);
    let run: HeapRun | undefined;
    for (let row = 0; row < this.length; row++) {
      if (!this.isValid(row)) continue;
      const at = row * 16;
      const length = entries.readUInt32LE(at);
      if (length <= inlineLength) {
        visit(row, entries.subarray(at + 4, at + 4 + length));
        continue;
      }
      const pointer = pointerAt(entries, at);
      if (run === undefined || pointer < run.start || pointer + length > run.start + run.bytes.length) {
        run = this.#heapRun(entries, row);
      }
      visit(row, run.bytes.subarray(pointer - run.start, pointer - run.start + length));
    }
  }

  /**
   * The long values from `row` on that lie side by side in memory, as one block: reading behind a pointer
   * costs microseconds, and DuckDB mostly writes the values of a chunk one after another.
   */
  #heapRun(entries: Buffer, row: number): HeapRun {
    const start = pointerAt(entries, row * 16);
    let end = start + entries.readUInt32LE(row * 16);
    for (let next = row + 1; next < this.length; next++) {
      const length = entries.readUInt32LE(next * 16);
      if (length <= inlineLength || !this.isValid(next)) continue;
      if (pointerAt(entries, next * 16) !== end) break;
      end += length;
    }
    // Entries are a view of an ArrayBuffer that DuckDB's binding made; a shared one is never used.
    const memory = entries.buffer as ArrayBuffer;
    const bytes = duckdb.get_data_from_pointer(memory, entries.byteOffset + row * 16 + 8, end - start);
    return { start, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
  }

  /** Any value, decoded; `null` for NULL. */
  value(row: number): DuckDBValue {
    return this.#slice.chunk.getColumnVector(this.#index).getItem(this.#slice.start + row);
  }
}

/** Cuts a streaming result into pages of any size, reading ahead one chunk or as far as it is asked to look. */
export class Pager {
  readonly #result: DuckDBResult;
  /** Chunks that were read and not used up; of the first one, `#used` rows are gone. */
  readonly #chunks: DuckDBDataChunk[] = [];
  #used = 0;
  #ended = false;

  constructor(result: DuckDBResult) {
    this.#result = result;
  }

  /** Whether another row exists; waits for the engine to produce it. */
  hasMore(): Promise<boolean> {
    return this.holdsMoreThan(0);
  }

  /** Whether more than so many rows are left. */
  async holdsMoreThan(rows: number): Promise<boolean> {
    while (this.#rowsRead <= rows && !this.#ended) {
      const chunk = await this.#result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) this.#ended = true;
      else this.#chunks.push(chunk);
    }
    return this.#rowsRead > rows;
  }

  /** Up to `maxRows` rows. Fewer only at the end. */
  async take(maxRows: number): Promise<Page> {
    const slices: Slice[] = [];
    let missing = maxRows;
    while (missing > 0 && (await this.hasMore())) {
      const [chunk] = this.#chunks;
      if (chunk === undefined) break;
      const end = Math.min(chunk.rowCount, this.#used + missing);
      slices.push({ chunk, start: this.#used, end });
      missing -= end - this.#used;
      this.#used = end;
      if (end < chunk.rowCount) continue;
      this.#chunks.shift();
      this.#used = 0;
    }
    return new Page(slices);
  }

  get #rowsRead(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0) - this.#used;
  }
}
