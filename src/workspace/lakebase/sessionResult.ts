import type { FieldDef } from "pg";
import type { ResultColumn } from "../../protocol/rows.ts";
import type { SqlResult } from "../sql/types.ts";
import { pageOf, type Rows } from "./arrowRows.ts";

/** All rows of a statement, or none where it has none. */
export function wholeResult(fields: readonly FieldDef[], columns: readonly ResultColumn[], rows: Rows): SqlResult {
  let isTaken = false;
  return {
    columns,
    nextPage() {
      if (isTaken || fields.length === 0) return Promise.resolve(undefined);
      isTaken = true;
      return Promise.resolve(pageOf(fields, rows, 0, true));
    },
    close: () => Promise.resolve(),
  };
}

interface Cursor {
  /** At most so many rows; fewer are the last ones. */
  readonly fetch: (count: number) => Promise<Rows>;
  readonly close: () => Promise<void>;
}

/** Rows of a cursor, of which the first ones are there. */
export function pagedResult(
  fields: readonly FieldDef[],
  columns: readonly ResultColumn[],
  first: Rows,
  cursor: Cursor,
): SqlResult {
  let ready: Rows | undefined = first;
  let firstRow = 0;
  let isFinished = false;
  return {
    columns,
    async nextPage(maxRows) {
      if (isFinished) return undefined;
      const rows = ready ?? (await cursor.fetch(maxRows));
      isFinished = ready === undefined && rows.length < maxRows;
      ready = undefined;
      const page = pageOf(fields, rows, firstRow, isFinished);
      firstRow += rows.length;
      return page;
    },
    // Nobody waits for more: what had to be told, the pages have told.
    close: async () => {
      if (isFinished) return;
      isFinished = true;
      await cursor.close().catch(() => undefined);
    },
  };
}
