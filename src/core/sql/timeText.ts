/** Times of Arrow as text. All arithmetic is in whole units of BigInt, so microseconds survive. */

const dayMs = 86_400_000;
const pad = (value: number | bigint, width: number): string => String(value).padStart(width, "0");

/** `2024-02-29`; years outside 0–9999 keep their sign as ISO 8601 has it. */
export function dateText(days: number): string {
  const date = new Date(days * dayMs);
  if (Number.isNaN(date.getTime())) return `${days} days since 1970-01-01`;
  const iso = date.toISOString();
  return iso.slice(0, iso.indexOf("T"));
}

/**
 * `2024-02-29 12:34:56.123456+01:00`: valid in a Databricks literal. A zero fraction is left out; any other is shown to
 * the microsecond, or further where the unit goes further.
 * @param value units since 1970-01-01T00:00:00 UTC (or wall clock when `zone` is undefined)
 * @param digits decimal digits of a second in one unit: 0, 3, 6 or 9
 * @param zone IANA name or offset; undefined for a time without zone
 */
export function timestampText(value: bigint, digits: number, zone: string | undefined): string {
  const perSecond = 10n ** BigInt(digits);
  let seconds = value / perSecond;
  let fraction = value % perSecond;
  if (fraction < 0n) {
    fraction += perSecond;
    seconds -= 1n;
  }
  const offset = zone === undefined ? 0 : zoneOffset(zone, Number(seconds));
  const local = new Date((Number(seconds) + offset) * 1000);
  if (Number.isNaN(local.getTime())) return `${value} (out of range)`;
  const wall = local.toISOString().slice(0, -5).replace("T", " ");
  const tail = fraction === 0n ? "" : `.${pad(fraction, digits).padEnd(6, "0")}`;
  return wall + tail + (zone === undefined ? "" : offsetText(offset));
}

/** Time of day, `12:34:56.123456`. */
export function timeOfDayText(value: bigint, digits: number): string {
  return timestampText(value, digits, undefined).slice("1970-01-01 ".length);
}

/** `INTERVAL DAY TO SECOND` as Spark writes it: `1 02:03:04.000005`. */
export function dayTimeText(value: bigint, digits: number): string {
  const perSecond = 10n ** BigInt(digits);
  const positive = value < 0n ? -value : value;
  const seconds = positive / perSecond;
  const fraction = positive % perSecond;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map((part) => pad(part, 2)).join(":");
  const tail = fraction === 0n ? "" : `.${pad(fraction, digits).padEnd(6, "0")}`;
  return `${value < 0n ? "-" : ""}${seconds / 86_400n} ${clock}${tail}`;
}

/** `INTERVAL YEAR TO MONTH` as Spark writes it: `1-2`. */
export function yearMonthText(months: number): string {
  const positive = Math.abs(months);
  return `${months < 0 ? "-" : ""}${Math.floor(positive / 12)}-${positive % 12}`;
}

function offsetText(offset: number): string {
  const positive = Math.abs(offset);
  const seconds = positive % 60;
  const text = `${pad(Math.floor(positive / 3600), 2)}:${pad(Math.floor(positive / 60) % 60, 2)}`;
  return `${offset < 0 ? "-" : "+"}${text}${seconds === 0 ? "" : `:${pad(seconds, 2)}`}`;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Seconds east of UTC in a zone at a moment (seconds since 1970). An unknown zone counts as UTC, whose offset is then shown. */
export function zoneOffset(zone: string, seconds: number): number {
  if (/^(?:Etc\/)?(?:UTC|GMT|Z)$/i.test(zone)) return 0;
  if (!formats.has(zone)) formats.set(zone, offsetFormat(zone));
  const date = new Date(seconds * 1000);
  const format = formats.get(zone);
  if (!format || Number.isNaN(date.getTime())) return 0;
  const name = format.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /([+-])(\d{1,2}):?(\d{2})?(?::(\d{2}))?/.exec(name);
  if (!match) return 0;
  const [, sign, hours = "0", minutes = "0", rest = "0"] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
}

function offsetFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
}
