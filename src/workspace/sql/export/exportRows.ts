import type { ResultColumn } from "../../../protocol/rows.ts";
import { PwafError } from "../../../core/base/errors.ts";
import type { DriverPage } from "../driverProtocol.ts";
import { cancelledError } from "../driverProtocol.ts";
import type { ExportFormat, ExportProgress } from "../exportTypes.ts";
import type { ExportPlaces } from "./exportFile.ts";
import { ExportFile } from "./exportFile.ts";
import { openWriter } from "./formats.ts";
import type { RowWriter } from "./rowWriter.ts";

/** What an export needs of a statement. */
export interface RowSource {
  execute(): Promise<readonly ResultColumn[]>;
  nextPage(): Promise<DriverPage | undefined>;
  /** A page without rows. */
  readonly emptyPage: ArrayBuffer;
  readonly isCancelled: boolean;
}

/** Milliseconds between two words about how far it is. */
const progressEvery = 200;

/**
 * Runs a statement and writes its rows to a file, a page at a time: while one is written, the next one is on its way, and
 * no more. The file is there whole at the end, or not at all.
 */
export async function exportRows(
  source: RowSource,
  format: ExportFormat,
  places: ExportPlaces,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportProgress> {
  const file = await ExportFile.open(places);
  try {
    const columns = await source.execute();
    if (columns.length === 0) throw new PwafError("bad-request", "The statement has no result to export.");
    let writer: RowWriter | undefined;
    let rows = 0;
    let told = 0;
    let coming = ahead(source);
    for (let page = await coming; page; page = await coming) {
      coming = page.last ? Promise.resolve(undefined) : ahead(source);
      const bytes = new Uint8Array(page.arrow);
      writer ??= await openWriter[format](file, columns, bytes);
      await writer.write(bytes);
      rows += page.rowCount;
      if (performance.now() - told < progressEvery) continue;
      told = performance.now();
      onProgress({ rows, bytes: file.bytes });
    }
    writer ??= await openWriter[format](file, columns, new Uint8Array(source.emptyPage));
    await writer.finish();
    if (source.isCancelled) throw cancelledError();
    await file.finish();
    return { rows, bytes: file.bytes };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** The next page; its failure is told when it is waited for, which may be a while after it happened. */
function ahead(source: RowSource): Promise<DriverPage | undefined> {
  const page = source.nextPage();
  page.catch(() => undefined);
  return page;
}
