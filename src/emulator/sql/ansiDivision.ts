import type { SessionState } from "./session.ts";

/** What stands in DuckDB's message when a divisor is zero. */
export const zeroDivisor = { divide: "pwaf DIVIDE_BY_ZERO", remainder: "pwaf REMAINDER_BY_ZERO" } as const;

/**
 * Macros for a connection. DuckDB answers Infinity or NULL where a SQL warehouse refuses to divide by zero; operators are
 * functions there, and a macro can take their place. With `ANSI_MODE` off, the answer is NULL.
 */
export function divisionMacros({ settings }: SessionState): string {
  const isAnsi = settings.get("ansi_mode")?.toLowerCase() !== "false";
  const otherwise = (error: string) => (isAnsi ? `error('${error}')` : "NULL");
  return [
    macro("/", "/", otherwise(zeroDivisor.divide)),
    macro("//", "//", otherwise(zeroDivisor.divide)),
    macro("%", "%", otherwise(zeroDivisor.remainder)),
    macro("mod", "%", otherwise(zeroDivisor.remainder)),
  ].join("\n");
}

/** Nothing divided by zero is nothing, as everywhere in SQL. */
function macro(name: string, operator: string, otherwise: string): string {
  return `CREATE TEMP MACRO "${name}"(a, b) AS
  CASE WHEN b = 0 AND a IS NOT NULL THEN ${otherwise} ELSE system.main."${operator}"(a, b) END;`;
}
