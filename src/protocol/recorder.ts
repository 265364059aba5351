import type { ViewError } from "./messages.ts";

/** What may stand behind the recorder. */
export interface RecorderTarget {
  /** Origin of a workspace; empty where the recorder stands in for one. */
  readonly id: string;
  readonly label: string;
}

export type RecorderState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  /** `url` is the recorder's own address. */
  | { readonly kind: "recording"; readonly url: string }
  | { readonly kind: "error"; readonly error: ViewError };

export type CallVerdict = "tagged" | "invalid" | "untagged" | "own" | "unclear";
export type UserAgentPartKind = "identity" | "wrong" | "client" | "library" | "runtime" | "added" | "other";

/** Calls of one form. */
export interface RecordedCallView {
  readonly method: string;
  readonly host: string;
  readonly route: string;
  readonly count: number;
  /** `200`, `200, 429`; empty while no answer has come. */
  readonly statuses: string;
  /** Name and version. */
  readonly client?: string;
  readonly auth: string;
  /** The User-Agent, in pieces that together are the whole text; none for a call without one. */
  readonly parts: readonly { readonly text: string; readonly kind: UserAgentPartKind }[];
  readonly verdict: CallVerdict;
  readonly why: string;
  /** The rule of the linter that finds code which sends such a call. */
  readonly rule?: string;
  /** Words that come from the surroundings of the program, and where from. */
  readonly added: readonly string[];
  /** What is known about errors that the workspace answered with, and what to do. */
  readonly advice: readonly string[];
}

export interface RecorderCalls {
  /** In the order of their first call, the last ones where there are very many. */
  readonly calls: readonly RecordedCallView[];
  /** How many more forms there are than `calls` shows. */
  readonly hidden: number;
  /** `12 calls: 11 tagged, 1 untagged`. */
  readonly summary: string;
  readonly troubles: readonly string[];
}

/** How the recording differs from one that was found good. */
export interface RecorderComparison {
  /** Name of the file. */
  readonly with: string;
  readonly drifts: readonly string[];
}

export interface RecorderProtocol {
  readonly toView: {
    readonly targets: { readonly targets: readonly RecorderTarget[]; readonly target: string };
    readonly state: RecorderState;
    readonly calls: RecorderCalls;
    /** Nothing where nothing was compared since the last call. */
    readonly comparison: RecorderComparison | undefined;
  };
  readonly toHost: {
    readonly ready: undefined;
    readonly start: { readonly target: string };
    readonly stop: undefined;
    readonly openTerminal: undefined;
    readonly copyVariables: undefined;
    readonly save: undefined;
    readonly compare: undefined;
    readonly openRule: { readonly rule: string };
    /** A button of an error. */
    readonly action: { readonly id: string };
  };
}
