const count = (value: number): string => value.toLocaleString("en-US");
const rows = (value: number): string => (value === 1 ? "row" : "rows");

/** `0.04 s`, `12.3 s`, `2 min 05 s`. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** How many rows there are, for a screen reader. */
export function rowCountText(loaded: number, complete: boolean): string {
  if (complete) return loaded === 0 ? "No rows" : `${count(loaded)} ${rows(loaded)}`;
  return `${count(loaded)} ${rows(loaded)} loaded, more available`;
}

/** The rows in view among those loaded: `1–40 of 10,000 rows loaded, more available`. Says so when that is not all. */
export function rowsInViewText(first: number, last: number, loaded: number, complete: boolean): string {
  if (loaded === 0) return complete ? "No rows" : "Loading rows…";
  const total = `${count(loaded)} ${rows(loaded)}`;
  const place = last < first ? total : `${count(first + 1)}–${count(last + 1)} of ${total}`;
  return complete ? place : `${place} loaded, more available`;
}

/** The same where filters leave some out; how many there are without them is said beside the filters. */
export function filteredRowsText(first: number, last: number, filtered: number): string {
  if (filtered === 0) return "No rows pass";
  return `${count(first + 1)}–${count(last + 1)} of ${count(filtered)} filtered ${rows(filtered)}`;
}
