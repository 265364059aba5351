/** A call for a try: `http_request` also takes methods that replace and delete, which nobody tries out. */
export interface HttpCall {
  /** Name of the connection. */
  readonly connection: string;
  readonly method: "GET" | "POST";
  /** Below the connection's base path, such as `/v1/health`. */
  readonly path: string;
  /** The body, in JSON. */
  readonly json?: string;
}

/**
 * A query of one row with two texts: the status of the answer and its body.
 * Source: “http_request function” of the SQL reference (arguments are constants, and go by name).
 */
export function httpRequestSql({ connection, method, path, json }: HttpCall): string {
  const given = { conn: connection, method, path, ...(json === undefined ? {} : { json }) };
  const named = Object.entries(given).map(([name, value]) => `${name} => ${text(value)}`);
  return `SELECT CAST(answer.status_code AS STRING) AS status, answer.text AS body
FROM (
  SELECT http_request(${named.join(", ")}) AS answer
)`;
}

/** Why a path cannot be called, or undefined. The function refuses paths that climb out of the base path. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "Begin with a slash: /v1/health";
  if (path.split(/[/?#]/).includes("..")) return "The path may not climb up (..)";
  return /\s/.test(path) ? "Write spaces as %20" : undefined;
}

/** Why a text is no body, or undefined. */
export function jsonProblem(body: string): string | undefined {
  try {
    JSON.parse(body);
    return undefined;
  } catch {
    return 'Write JSON, such as {"name": "value"}';
  }
}

function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
