/** Bytes for people: `51 B`, `3.2 MB`. Powers of 1000, as storage is sold and shown. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ""}`;
}

/** A moment in UTC, to the minute: `2026-01-15 09:30 UTC`. */
export function momentText(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? String(epochMs) : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
