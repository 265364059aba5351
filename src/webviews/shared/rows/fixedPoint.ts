/** A number with a fixed count of digits after the point: `unscaled / 10 ** scale`. */
export interface Fixed {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Digits after the point in a column of a SQL type: those of `DECIMAL(p,s)`, else none. */
export function scaleOf(type: string): number {
  return Number(/^(?:DECIMAL|NUMERIC|DEC)\s*\(\s*\d+\s*,\s*(\d+)\s*\)/i.exec(type)?.[1] ?? 0);
}

/** `-12.50` as 1250 with two digits; undefined when the text is no plain decimal number. */
export function parseFixed(text: string): Fixed | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  const [, sign, whole = "", fraction = ""] = match ?? [];
  if (!match || whole + fraction === "") return undefined;
  const digits = BigInt(whole + fraction);
  return { unscaled: sign === "-" ? -digits : digits, scale: fraction.length };
}

export function fixedText({ unscaled, scale }: Fixed): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The same number with more digits after the point. */
export function atScale({ unscaled, scale }: Fixed, more: number): bigint {
  return unscaled * 10n ** BigInt(Math.max(0, more - scale));
}

export function compareFixed(a: Fixed, b: Fixed): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A quotient with some digits after the point, the last one rounded half away from zero, as SQL rounds. */
export function divideFixed(a: Fixed, by: bigint, digits: number): Fixed {
  const raised = atScale(a, digits);
  const positive = raised < 0n ? -raised : raised;
  const rounded = (positive * 2n + by) / (by * 2n);
  return { unscaled: raised < 0n ? -rounded : rounded, scale: Math.max(digits, a.scale) };
}
