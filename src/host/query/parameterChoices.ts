import type { ParameterValue } from "../../core/sql/parameters.ts";
import { readValue } from "../../core/sql/parameters.ts";

export interface ValueChoice {
  readonly label: string;
  readonly description: string;
  readonly value: ParameterValue;
}

type Remembered = readonly (readonly [name: string, value: ParameterValue])[];

/** Parameters whose last values are kept. */
const maxRemembered = 100;

/** What a typed text can be, the likeliest first: what it was the last time, else what it looks like. */
export function choicesFor(text: string, before: ParameterValue | undefined): readonly ValueChoice[] {
  const values = [...readValue(text)];
  const isBefore = (value: ParameterValue): boolean =>
    before?.value === value.value && (before.value === null || before.type === value.type);
  if (text === "" || /^null$/i.test(text)) values.push({ type: "STRING", value: null });
  values.sort((a, b) => Number(isBefore(b)) - Number(isBefore(a)));
  return values.map((value) => ({
    label: value.value === null ? "NULL" : value.value === "" ? "(empty text)" : value.value,
    description: value.value === null ? "no value" : value.type,
    value,
  }));
}

export function remembered(all: Remembered | undefined, name: string): ParameterValue | undefined {
  return all?.find(([known]) => known === name)?.[1];
}

export function remembering(all: Remembered | undefined, given: ReadonlyMap<string, ParameterValue>): Remembered {
  const others = (all ?? []).filter(([name]) => !given.has(name));
  return [...given, ...others].slice(0, maxRemembered);
}
