import type { Session } from "../recorder/call.ts";
import type { ConformanceEntry } from "./entry.ts";

/** How a command ended. */
export type Ending =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "timeout"; readonly seconds: number };

/** What was seen of one run. */
export interface Run {
  readonly ending: Ending;
  readonly session: Session;
  /** Names of the Databricks variables that the command had: those of one way to sign in. */
  readonly variables: readonly string[];
}

/** What a run must show; the order is that of a report. */
export const checkIds = ["ended", "called", "identity", "auth", "untagged"] as const;

export type CheckId = (typeof checkIds)[number];

/** Why a run does not conform, for people; it holds no secret. */
export interface Problem {
  readonly check: CheckId;
  readonly message: string;
  /** The rule of the linter that finds code which does so. */
  readonly rule?: string;
}

export type Outcome =
  | "passed"
  | "failed"
  /** Something was missing before it could begin: a profile, a secret, the program itself. */
  | "notRun"
  | "cancelled";

/** One entry and what came of it. Holds no secret: output is kept without them. */
export interface ConformanceResult {
  readonly entry: ConformanceEntry;
  readonly outcome: Outcome;
  /** ISO 8601. */
  readonly started: string;
  readonly ms: number;
  /** Empty unless it failed. */
  readonly problems: readonly Problem[];
  /** Why it did not run, and what to do. */
  readonly obstacle?: string;
  readonly run?: Run;
  /** What the command printed, on both streams; of a flood its beginning and its end. */
  readonly output: string;
  /** Who signed in: the profile's name. */
  readonly profile?: string;
}

/** What all results of a run have in common. */
export interface ConformanceRun {
  /** ISO 8601. */
  readonly started: string;
  readonly ms: number;
  /** The User-Agent that every call has to carry. */
  readonly identity: string;
  /** For people: `the emulated workspace`, or a host. */
  readonly target: string;
  readonly toolVersion: string;
  /** Path of `pwaf.json` as reports show it. */
  readonly configFile: string;
  readonly results: readonly ConformanceResult[];
}

/** `2 passed, 1 failed`. */
export function countsText(results: readonly Pick<ConformanceResult, "outcome">[]): string {
  const words: Readonly<Record<Outcome, string>> = {
    passed: "passed",
    failed: "failed",
    notRun: "could not run",
    cancelled: "cancelled",
  };
  const parts = (Object.keys(words) as Outcome[]).flatMap((outcome) => {
    const count = results.filter((result) => result.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${words[outcome]}`];
  });
  return parts.length === 0 ? "nothing to run" : parts.join(", ");
}

/** `1.2 s`, `340 ms`. */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
