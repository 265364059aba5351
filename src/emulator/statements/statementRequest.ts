import type { QueryTag } from "../sql/queryTags.ts";
import type { Parameter } from "../sql/session.ts";
import { ApiError, badRequest } from "../rest/apiError.ts";

export type Format = "JSON_ARRAY" | "ARROW_STREAM" | "CSV";
/** The last one is asked for by drivers: small results come inline, as Arrow. */
export type Disposition = "INLINE" | "EXTERNAL_LINKS" | "INLINE_OR_EXTERNAL_LINKS";

/** Body of `POST /api/2.0/sql/statements`. Source: databricks-sdk-go service/sql/model.go, ExecuteStatementRequest. */
export interface StatementRequest {
  readonly sql: string;
  readonly warehouseId: string;
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
  /** Of drivers, which keep sessions. */
  readonly sessionId: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly tags: readonly QueryTag[];
  readonly rowLimit: number;
  readonly byteLimit: number;
  /** Milliseconds to wait before the answer goes out without a result. */
  readonly waitMs: number;
  readonly cancelsWhenLate: boolean;
  readonly disposition: Disposition;
  readonly format: Format;
  /** Of drivers: Arrow in LZ4 frames. */
  readonly isCompressed: boolean;
}

/** @throws ApiError with status 400 that names the field */
export function readStatementRequest(body: unknown): StatementRequest {
  const fields = new Fields(body);
  const sql = fields.text("statement");
  if (sql === undefined) throw badRequest("Field 'statement' is required.");
  const sessionId = fields.text("session_id");
  const warehouseId = fields.text("warehouse_id");
  if (warehouseId === undefined) throw badRequest("Field 'warehouse_id' is required.");
  const disposition = fields.oneOf("disposition", ["INLINE", "EXTERNAL_LINKS", "INLINE_OR_EXTERNAL_LINKS"]) ?? "INLINE";
  const format = fields.oneOf("format", ["JSON_ARRAY", "ARROW_STREAM", "CSV"]) ?? "JSON_ARRAY";
  if (disposition === "INLINE" && format !== "JSON_ARRAY")
    throw badRequest(`The format field must be JSON_ARRAY when the disposition field is INLINE, not ${format}.`);
  const compression = fields.oneOf("result_compression", ["NONE", "LZ4_FRAME"]) ?? "NONE";
  if (compression === "LZ4_FRAME" && format !== "ARROW_STREAM")
    throw new ApiError(501, "NOT_IMPLEMENTED", `The emulated workspace compresses ARROW_STREAM only, not ${format}.`);
  return {
    sql,
    warehouseId,
    catalog: fields.text("catalog"),
    schema: fields.text("schema"),
    sessionId,
    parameters: fields.objects("parameters").map((item, i) => readParameter(item, i, sessionId !== undefined)),
    tags: fields.objects("query_tags").map(readTag),
    rowLimit: fields.limit("row_limit"),
    byteLimit: fields.limit("byte_limit"),
    waitMs: waitOf(fields.text("wait_timeout")),
    cancelsWhenLate: fields.oneOf("on_wait_timeout", ["CONTINUE", "CANCEL"]) === "CANCEL",
    disposition,
    format,
    isCompressed: compression === "LZ4_FRAME",
  };
}

/** Drivers number their parameters; everyone else has to name them. */
function readParameter(item: Fields, index: number, isDriver: boolean): Parameter {
  const name = item.text("name");
  if (name === undefined && !isDriver) throw badRequest(`Field 'parameters[${index}].name' is required.`);
  return { name, type: item.text("type"), value: item.text("value") };
}

function readTag(item: Fields, index: number): QueryTag {
  const key = item.text("key");
  if (key === undefined || key === "") throw badRequest(`Field 'query_tags[${index}].key' is required.`);
  return { key, value: item.text("value") };
}

function waitOf(text = "10s"): number {
  const seconds = /^(\d+)s$/.exec(text)?.[1];
  const count = Number(seconds);
  if (seconds === undefined || (count !== 0 && (count < 5 || count > 50)))
    throw badRequest(
      `wait_timeout must be 0 seconds (disables wait), or between 5 seconds and 50 seconds, not '${text}'.`,
    );
  return count * 1000;
}

/** Reads fields of a JSON object. A field that is absent, null or empty is undefined; one of another type is refused. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    if (typeof body !== "object" || body === null || Array.isArray(body))
      throw badRequest("The request body must be a JSON object.");
    this.#values = { ...body };
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw badRequest(`Field '${name}' must be a string.`);
    return value;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = known.find((each) => each === value);
    if (found === undefined) throw badRequest(`Field '${name}' must be one of ${known.join(", ")}, not '${value}'.`);
    return found;
  }

  /** A positive number; no limit if absent. Numbers of 64 bits may come as text. */
  limit(name: string): number {
    const value = this.#values[name] ?? Infinity;
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number !== "number" || !(number > 0)) throw badRequest(`Field '${name}' must be a positive number.`);
    return number;
  }

  objects(name: string): Fields[] {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) throw badRequest(`Field '${name}' must be an array.`);
    return value.map((item) => new Fields(item));
  }

  textMap(name: string): Map<string, string> {
    const value = this.#values[name] ?? {};
    if (typeof value !== "object") throw badRequest(`Field '${name}' must be an object.`);
    return new Map(Object.entries(value).map(([key, item]) => [key, String(item)]));
  }
}
