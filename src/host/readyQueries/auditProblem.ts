import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";

/**
 * Says what opens the audit log where that is why a query failed: system tables are closed to all but account admins, and
 * a schema that nobody has enabled is not there at all. Any other error stays as it is.
 */
export function auditProblem(error: unknown): unknown {
  if (isCancelled(error) || !(error instanceof PwafError) || error.reason !== "sql") return error;
  if (!/INSUFFICIENT_PERMISSIONS|TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND/.test(errorText(error))) return error;
  return new PwafError("forbidden", `The audit log cannot be read: ${errorText(error)}`, {
    hint: "An account admin enables the schema system.access and grants USE SCHEMA and SELECT on it.",
    cause: error,
  });
}
