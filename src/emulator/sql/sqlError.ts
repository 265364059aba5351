/** One-based line and zero-based position in the statement, as Spark prints them. */
export interface SqlPosition {
  readonly line: number;
  readonly pos: number;
}

/** A statement the warehouse refuses, with Databricks' error class and SQLSTATE. */
export class SqlError extends Error {
  readonly errorClass: string;
  readonly sqlState: string;

  constructor(errorClass: string, sqlState: string, text: string, position?: SqlPosition) {
    const place = position === undefined ? "" : ` (line ${position.line}, pos ${position.pos})`;
    super(`[${errorClass}] ${text} SQLSTATE: ${sqlState}${place}`);
    this.name = "SqlError";
    this.errorClass = errorClass;
    this.sqlState = sqlState;
  }

  /** What this emulator cannot compute is refused; a faked success would hide a real failure. */
  static unsupported(what: string, position?: SqlPosition): SqlError {
    return new SqlError(
      "UNSUPPORTED_FEATURE.EMULATOR",
      "0A000",
      `${what} is not supported by the emulated workspace.`,
      position,
    );
  }
}
