import { PwafError } from "../../core/base/errors.ts";

/** An object of an answer whose fields nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Turns one entry of an answer into a value of ours, or undefined when it lacks what makes it usable. */
export type Reader<T> = (entry: Json) => T | undefined;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function optionalNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Leaves out the fields that are undefined, as `exactOptionalPropertyTypes` asks. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The entries of a list field. A missing field is an empty list: servers leave it out when there is nothing.
 * An entry that cannot be used is left out too, so that one odd object does not hide all others.
 * @throws PwafError `bad-response` when the answer is no object or the field no list.
 */
export function readList<T>(answer: unknown, field: string, what: string, read: Reader<T>): T[] {
  const list = readObject(answer, what)[field] ?? [];
  if (!Array.isArray(list)) throw unreadable(what, `“${field}” is not a list`);
  return list.flatMap((entry: unknown) => (isObject(entry) ? (read(entry) ?? []) : []));
}

/** @throws PwafError `bad-response` when the answer is no object. */
export function readObject(answer: unknown, what: string): Json {
  if (!isObject(answer)) throw unreadable(what, "it is not a JSON object");
  return answer;
}

/** @throws PwafError `bad-response` when `read` finds nothing usable. */
export function readOne<T>(answer: unknown, what: string, read: Reader<T>): T {
  const value = read(readObject(answer, what));
  if (value === undefined) throw unreadable(what, "a required field is missing");
  return value;
}

function unreadable(what: string, why: string): PwafError {
  return new PwafError("bad-response", `The workspace sent an answer about ${what} that cannot be read: ${why}.`, {
    hint: "Check that the host is a Databricks workspace and that no proxy changes its answers.",
  });
}
