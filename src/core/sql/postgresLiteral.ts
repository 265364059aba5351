/** A name of PostgreSQL, in double quotes. */
export function postgresName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal, which means the same whatever a session has set `standard_conforming_strings` to. */
export function postgresString(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
