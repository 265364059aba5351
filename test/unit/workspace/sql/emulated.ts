import type { Table } from "@uwdata/flechette";
import { tableFromIPC } from "@uwdata/flechette";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import type { ArrowPage, SqlConnection, SqlResult } from "../../../../src/workspace/sql/types.ts";
import { loopback } from "./testClient.ts";

/** A connection to the warehouse of an emulated workspace, as its first user. */
export function warehouse(emulator: Emulator, changes: Partial<SqlConnection> = {}): SqlConnection {
  const token = emulator.createToken();
  const port = Number(new URL(emulator.httpUrl).port);
  return loopback(port, { httpPath: emulator.httpPath, token: async () => token, ...changes });
}

/** Names of the Thrift calls that the emulator has had, oldest first. */
export function calls(emulator: Emulator): string[] {
  return emulator.requests.entries.flatMap((request) => (request.rpc === undefined ? [] : [request.rpc]));
}

/** The same without the calls that free things or look after them: those may still come from the test before. */
export function workCalls(emulator: Emulator): string[] {
  const aftermath = ["GetOperationStatus", "CancelOperation", "CloseOperation", "CloseSession"];
  return calls(emulator).filter((call) => !aftermath.includes(call));
}

/** Waits until the emulator has had a call; the test's own time limit ends the wait. */
export async function untilCalled(emulator: Emulator, rpc: string): Promise<void> {
  while (!calls(emulator).includes(rpc)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** All pages of a result. */
export async function allPages(result: SqlResult, pageRows = 10_000): Promise<ArrowPage[]> {
  const pages: ArrowPage[] = [];
  for (let page = await result.nextPage(pageRows); page; page = await result.nextPage(pageRows)) pages.push(page);
  return pages;
}

/** A page as columns, with nothing rounded. */
export function decode(page: ArrowPage | undefined): Table {
  return tableFromIPC(page?.arrow ?? new Uint8Array(), { useBigInt: true, useDecimalInt: true });
}

/** Values of the first row. */
export function firstRow(page: ArrowPage | undefined): unknown[] {
  return decode(page).children.map((column) => column.at(0) as unknown);
}
