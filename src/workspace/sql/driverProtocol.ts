import type { ErrorReason } from "../../core/base/errors.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { ResultColumn } from "../../protocol/rows.ts";
import type { ExportPlaces } from "./export/exportFile.ts";
import type { ExportFormat, ExportProgress } from "./exportTypes.ts";
import type { SqlProblem } from "./sqlError.ts";
import { SqlError } from "./sqlError.ts";
import type { SqlConnection, SqlStatement } from "./types.ts";

/** Where a statement runs, as the driver process sees it. */
export type DriverTarget = Omit<SqlConnection, "token"> & {
  /** Names the target and its user: the process asks for tokens by it and shares sessions within it. */
  readonly key: string;
};

export interface DriverPage {
  readonly firstRow: number;
  readonly rowCount: number;
  /** A whole buffer, not a view: V8 copies it once on each side, without what surrounds it. */
  readonly arrow: ArrayBuffer;
  readonly last: boolean;
}

/** What the extension asks of the driver process: parameters and answer by name. */
export interface DriverCalls {
  /** The id of this call names the result in later calls. */
  readonly execute: {
    readonly params: { readonly target: DriverTarget; readonly statement: SqlStatement };
    readonly answer: { readonly columns: readonly ResultColumn[] };
  };
  readonly page: {
    readonly params: { readonly result: number; readonly maxRows: number };
    readonly answer: DriverPage | undefined;
  };
  /** Runs a statement and writes its rows to a file. `close` with the id of this call cancels it; it then fails as cancelled. */
  readonly export: {
    readonly params: {
      readonly target: DriverTarget;
      readonly statement: SqlStatement;
      readonly format: ExportFormat;
      readonly places: ExportPlaces;
    };
    readonly answer: ExportProgress;
  };
  /** Frees a result; cancels it when it still runs, also before its `execute` is answered. */
  readonly close: { readonly params: { readonly result: number }; readonly answer: undefined };
}

export type DriverCallName = keyof DriverCalls;

/** Extension → driver process. */
export type ToDriver =
  | {
      readonly [K in DriverCallName]: {
        readonly type: "call";
        readonly name: K;
        readonly id: number;
        readonly params: DriverCalls[K]["params"];
      };
    }[DriverCallName]
  | { readonly type: "token"; readonly id: number; readonly token: string }
  | { readonly type: "noToken"; readonly id: number; readonly error: WireError }
  /** Close all sessions on their servers, then exit. */
  | { readonly type: "shutDown" };

/** Driver process → extension. */
export type FromDriver =
  | { readonly type: "answer"; readonly id: number; readonly answer: DriverCalls[DriverCallName]["answer"] }
  | { readonly type: "failed"; readonly id: number; readonly error: WireError }
  /** Of an `export` that is not yet answered. */
  | { readonly type: "progress"; readonly id: number; readonly progress: ExportProgress }
  /** `refused` is a token that the server did not take. */
  | { readonly type: "askToken"; readonly id: number; readonly key: string; readonly refused?: string }
  | { readonly type: "log"; readonly level: "debug" | "warn"; readonly message: string };

/** An error on its way between processes, where classes do not survive. */
export interface WireError {
  readonly reason: ErrorReason;
  readonly message: string;
  readonly hint?: string;
  readonly problem?: SqlProblem;
}

export function toWire(error: PwafError): WireError {
  return {
    reason: error.reason,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error instanceof SqlError ? { problem: error.problem } : {}),
  };
}

export function fromWire(wire: WireError): PwafError {
  const options = wire.hint === undefined ? {} : { hint: wire.hint };
  return wire.problem
    ? new SqlError(wire.message, wire.problem, options)
    : new PwafError(wire.reason, wire.message, options);
}

export const cancelledError = (): PwafError => new PwafError("cancelled", "The statement was cancelled.");
