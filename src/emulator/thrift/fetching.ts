import { SqlError } from "../sql/sqlError.ts";
import { statusCode } from "./constants.ts";
import { failure, type Operation } from "./operation.ts";
import type { ThriftStruct } from "./reader.ts";
import type { Write } from "./writer.ts";

const defaultPage = 10_000;

/** Nothing while the statement runs, when it has no rows, and when they cannot be computed: its state then says why. */
export async function firstRows(operation: Operation, rows: number | undefined, origin: string) {
  const { state, hasResult } = operation.statement;
  if (state !== "finished" || !hasResult) return undefined;
  try {
    return await operation.fetch(pageSize(rows), origin);
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

/** Answer of `GetResultSetMetadata`. */
export function metadataOf(operation: Operation): Promise<Write> {
  return orRefusal(async () => {
    await operation.prepare();
    return operation.metadata;
  });
}

/** Answer of `FetchResults`. */
export async function fetchResults(operation: Operation, request: ThriftStruct, origin: string): Promise<Write> {
  const { statement } = operation;
  await statement.settled;
  if (statement.state !== "finished") return refusal(statement.error ?? `The operation is ${statement.state}.`);
  return orRefusal(async () => {
    const { response } = await operation.fetch(pageSize(request.number(3)), origin, request.number(0x502));
    const withMetadata = request.flag(0x503) === true;
    return (writer) => {
      response(writer);
      if (withMetadata) writer.struct(0x501, operation.metadata);
    };
  });
}

async function orRefusal(answer: () => Promise<Write>): Promise<Write> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof SqlError) return refusal(error);
    throw error;
  }
}

function refusal(reason: SqlError | string): Write {
  const [message, sqlState] = typeof reason === "string" ? [reason, "HY008"] : [reason.message, reason.sqlState];
  return (writer) => writer.struct(1, failure(statusCode.error, message, sqlState));
}

function pageSize(asked: number | undefined): number {
  return asked === undefined || asked <= 0 ? defaultPage : Math.min(asked, 1_000_000);
}
