/** An error answer of the REST API, in the shape Databricks' SDKs read. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly headers: Record<string, string>;

  constructor(status: number, errorCode: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.headers = headers;
  }

  get body(): unknown {
    return { error_code: this.errorCode, message: this.message, details: [] };
  }
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
}

export function unauthenticated(message: string): ApiError {
  return new ApiError(401, "UNAUTHENTICATED", message, { "www-authenticate": 'Bearer realm="emulated workspace"' });
}

/** The codes SDKs refine a status with. */
export function codeOf(status: number): string {
  const codes: Record<number, string> = {
    400: "BAD_REQUEST",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "RESOURCE_CONFLICT",
    429: "REQUEST_LIMIT_EXCEEDED",
    501: "NOT_IMPLEMENTED",
    503: "TEMPORARILY_UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
  };
  return codes[status] ?? "INTERNAL_ERROR";
}
