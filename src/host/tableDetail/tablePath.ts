import { parseSqlName } from "../../core/base/sqlName.ts";

/** Catalog, schema and table. */
export type TablePath = readonly [string, string, string];

/** A name of three parts as people type it; undefined for anything else. */
export function parseTablePath(text: string): TablePath | undefined {
  return asTablePath(parseSqlName(text));
}

/** What the command was called with: a table of the catalog tree, a name, or something else. */
export function tablePathOf(argument: unknown): TablePath | undefined {
  if (typeof argument === "string") return parseTablePath(argument);
  if (typeof argument !== "object" || argument === null || !("path" in argument)) return undefined;
  return asTablePath(argument.path);
}

function asTablePath(parts: unknown): TablePath | undefined {
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [catalog, schema, table] = parts as unknown[];
  return typeof catalog === "string" && typeof schema === "string" && typeof table === "string"
    ? [catalog, schema, table]
    : undefined;
}
