import { thrift } from "@databricks/sql";
import type { TFetchResultsReq, TFetchResultsResp, TRowSet } from "@databricks/sql/thrift/TCLIService_types.js";
import { int64Value } from "../int64.ts";

const { TFetchOrientation, TStatusCode } = thrift.TCLIService_types;

/** A link to a file with some rows of a result: a complete Arrow IPC stream. The link is a secret as long as it lives. */
export interface ResultLink {
  readonly url: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly expiresAt: number;
  readonly firstRow: number;
  readonly rowCount: number;
  readonly byteCount: number;
  /** What the storage wants to be sent along. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Links in the order of rows. */
export interface LinkList {
  readonly links: readonly ResultLink[];
  /** False when nothing follows the last of them. */
  readonly hasMore: boolean;
}

/** The links of a row set (`resultLinks` of Thrift's `TRowSet`). */
export function linksOf(rows: TRowSet | undefined): ResultLink[] {
  return (rows?.resultLinks ?? []).map((link) => ({
    url: link.fileLink,
    expiresAt: Number(int64Value(link.expiryTime)),
    firstRow: Number(int64Value(link.startRowOffset)),
    rowCount: Number(int64Value(link.rowCount)),
    byteCount: Number(int64Value(link.bytesNum)),
    headers: link.httpHeaders ?? {},
  }));
}

/** Links are asked for this many rows at a time, as the driver itself does. */
export const linkedRows = 100_000;

/** What the driver's reader of row sets works with, private by declaration only (version 2.1.0). */
interface FetchingInternals {
  readonly operationHandle: TFetchResultsReq["operationHandle"];
  readonly context: {
    getDriver(): Promise<{ fetchResults(request: object): Promise<TFetchResultsResp> }>;
  };
}

/**
 * Asks for links from a row on, be they new or in place of others. Naming the row leaves nothing to a cursor on the server, so that
 * the call may be repeated. Databricks' ADBC driver renews its links in the same way.
 */
export async function fetchLinks(rowSource: object, fromRow: number): Promise<LinkList> {
  const { operationHandle, context } = rowSource as FetchingInternals;
  const driver = await context.getDriver();
  const { status, results, hasMoreRows } = await driver.fetchResults({
    operationHandle,
    orientation: TFetchOrientation.FETCH_NEXT,
    maxRows: linkedRows,
    fetchType: 0,
    startRowOffset: fromRow,
  });
  // In the form of the driver's own, which `driverError` reads.
  if (status.statusCode === TStatusCode.ERROR_STATUS || status.statusCode === TStatusCode.INVALID_HANDLE_STATUS)
    throw Object.assign(new Error(status.errorMessage ?? ""), { name: "Status Error" });
  return { links: linksOf(results), hasMore: hasMoreRows === true };
}
