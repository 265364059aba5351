import { PwafError, type PwafErrorOptions } from "../../core/base/errors.ts";

/** What a warehouse says about a statement it refused, beyond the message. */
export interface SqlProblem {
  readonly sqlState?: string;
  /** Error class such as `TABLE_OR_VIEW_NOT_FOUND`. */
  readonly errorClass?: string;
  /** 1-based, within the statement. */
  readonly line?: number;
  /** 1-based, within the line. */
  readonly column?: number;
}

/** The warehouse refused a statement, or gave up on it. */
export class SqlError extends PwafError {
  readonly problem: SqlProblem;

  constructor(message: string, problem: SqlProblem, options: PwafErrorOptions = {}) {
    super("sql", message, options);
    this.name = "SqlError";
    this.problem = problem;
  }
}

/**
 * Takes a server's error text apart. Spark counts `pos` from 0 and `position` from 1
 * (`ParseException.getMessage` and `SQLQueryContext.summary` of apache/spark).
 */
export function readSqlMessage(text: string): { readonly message: string; readonly problem: SqlProblem } {
  const place = /\bline (\d+),? pos(ition)? (\d+)/.exec(text);
  const errorClass = /\[([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\]/.exec(text)?.[1];
  const sqlState = /\bSQLSTATE: ([0-9A-Z]{5})\b/.exec(text)?.[1];
  return {
    message: withoutNoise(text),
    problem: {
      ...(sqlState === undefined ? {} : { sqlState }),
      ...(errorClass === undefined ? {} : { errorClass }),
      ...(place ? { line: Number(place[1]), column: Number(place[3]) + (place[2] === undefined ? 1 : 0) } : {}),
    },
  };
}

/** Drops the names of Java exceptions in front, and behind the message the excerpt of the statement, the plan and the stack trace. */
function withoutNoise(text: string): string {
  const front = /^(?:\s*(?:[\w$]+\.)+[\w$]*(?:Exception|Error):\s*|\s*Error running query:\s*)+/;
  const [message = ""] = text.replace(front, "").split(/\n+\s*(?:== SQL|'|at [\w$.]+\(|Caused by:|;\s*\n)|;\n'/);
  return message.replace(/[;\s]+$/, "") || text.trim();
}
