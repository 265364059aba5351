/**
 * A field of a CSV line (RFC 4180). NULL (undefined) is nothing at all, an empty text is `""`: the way PostgreSQL writes
 * both and DuckDB reads them.
 */
export function csvField(text: string | undefined): string {
  if (text === undefined) return "";
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
