import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";

export const cancelled = (): PwafError => new PwafError("cancelled", "Cancelled.");

/** Its editor is closed; a pinned result lives on. */
export function closed(): PwafError {
  return new PwafError(
    "dropped",
    "The SQL editor of this result was closed, and its session with the database with it.",
    {
      hint: "Open an SQL editor on the database, and run the statement there.",
    },
  );
}

/** A query that had shown its first rows has failed further on, as the next statement was to run. */
export function failedBefore(cause: unknown): PwafError {
  const { reason, speaker } = cause instanceof PwafError ? cause : { reason: "sql" as const, speaker: undefined };
  const what = `The query before this statement failed in rows that were not loaded yet: ${errorText(cause)}`;
  const hint = "It was rolled back, and this statement has not run. If it does not depend on that query, run it again.";
  // Who has cancelled was somebody else.
  return new PwafError(isCancelled(cause) ? "sql" : reason, what, { cause, speaker, hint });
}

/** PostgreSQL answers ROLLBACK to the COMMIT of a transaction that has failed, and calls that no error. */
export function notCommitted(): PwafError {
  return new PwafError("sql", "The transaction was rolled back and not committed: a statement in it had failed.", {
    hint: "Nothing of it was kept: mend that statement, and begin again.",
  });
}

/** The connection broke under a statement in a transaction of the user's. */
export function endedTransaction(cause: unknown): PwafError {
  return new PwafError("dropped", "The database ended the connection, and the open transaction with it.", {
    cause,
    hint: "Nothing of it was kept, unless it was just being committed: look before you begin again.",
  });
}

/** The same between two statements: found as the next one was to run. */
export function lostTransaction(): PwafError {
  return new PwafError("dropped", "The session has ended, and its open transaction was rolled back.", {
    hint: "Nothing of it was kept, and this statement has not run: begin again.",
  });
}

/** More rows are wanted of a cursor that is no more. */
export function notKept(): PwafError {
  return new PwafError("dropped", "The server has not kept the rows that follow.", {
    hint: "Their transaction or session has ended: run the statement again.",
  });
}
