/** Methods that `http_request` takes. */
export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type HttpMethod = (typeof httpMethods)[number];

export interface HttpCall {
  /** Name of the connection. */
  readonly connection: string;
  readonly method: HttpMethod;
  /** Below the connection's base path, such as `/v1/health`. */
  readonly path: string;
}

/**
 * A query of one row with two texts: the status of the answer and its body.
 * Source: “http_request function” of the SQL reference (arguments are constants, and go by name).
 */
export function httpRequestSql({ connection, method, path }: HttpCall): string {
  return `SELECT CAST(answer.status_code AS STRING) AS status, answer.text AS body
FROM (
  SELECT http_request(conn => ${text(connection)}, method => ${text(method)}, path => ${text(path)}) AS answer
)`;
}

/** Why a path cannot be called, or undefined. The function refuses paths that climb out of the base path. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "Begin with a slash: /v1/health";
  if (path.split(/[/?#]/).includes("..")) return "The path may not climb up (..)";
  return /\s/.test(path) ? "Write spaces as %20" : undefined;
}

function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
