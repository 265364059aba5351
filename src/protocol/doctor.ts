import type { ViewError } from "./messages.ts";

/** Something to choose from a list. */
export interface DoctorChoice {
  readonly id: string;
  readonly label: string;
}

/** What can be looked at, and what is chosen. */
export interface DoctorChoices {
  readonly profiles: readonly DoctorChoice[];
  readonly profile: string;
  readonly places: readonly DoctorChoice[];
  readonly place: string;
}

/** Texts may hold `code` in backticks. No text holds a secret. */
export interface DoctorFinding {
  readonly severity: "error" | "warning" | "info";
  readonly title: string;
  readonly detail?: string;
  readonly advice: string;
  readonly places: readonly { readonly label: string; readonly canOpen: boolean }[];
  /** Titles of buttons. */
  readonly actions: readonly string[];
}

export interface DoctorView {
  /** One line: whose sign-in, and where to. */
  readonly subject: string;
  /** `2 errors, 1 warning`. */
  readonly summary: string;
  readonly findings: readonly DoctorFinding[];
  readonly passed: readonly string[];
  readonly clients: readonly {
    readonly client: string;
    readonly reads: string;
    readonly signsIn: string;
    readonly fails: boolean;
  }[];
  readonly values: readonly {
    readonly name: string;
    readonly places: readonly { readonly label: string; readonly shown: string; readonly standing: string }[];
  }[];
}

export type DoctorState =
  | { readonly kind: "running"; readonly what: string }
  | { readonly kind: "error"; readonly error: ViewError }
  | { readonly kind: "report"; readonly report: DoctorView };

/** What the federation tester was given. The token stays in memory. */
export interface FederationInput {
  /** Empty: the profile's own. */
  readonly token: string;
  /** JSON; empty: only the token is read. */
  readonly policy: string;
  /** Empty for federation of the whole account. */
  readonly clientId: string;
}

export interface FederationRow {
  readonly what: string;
  readonly token: string;
  readonly wanted: string;
  readonly verdict: "equal" | "differs" | "open";
  readonly advice?: string;
}

/** Lines of what was found; each part stands on its own. */
export interface FederationState {
  /** What the token says, as name and value. */
  readonly claims: readonly (readonly [name: string, value: string])[];
  readonly tokenProblem?: string;
  /** Which policy was compared, when there are several. */
  readonly policyName?: string;
  readonly policyProblem?: string;
  readonly rows: readonly FederationRow[];
  readonly exchange?:
    | { readonly kind: "running" }
    | { readonly kind: "granted"; readonly facts: readonly (readonly [name: string, value: string])[] }
    | { readonly kind: "refused"; readonly error: ViewError };
  /** Where an exchange would send the token, for people. */
  readonly sentTo: string;
  /** Whether a session of the account is there to fetch policies with. */
  readonly canFetch: boolean;
}

export interface DoctorProtocol {
  readonly toView: {
    readonly choices: DoctorChoices;
    readonly state: DoctorState;
    readonly federation: FederationState;
    /** What the fields of the tester begin with, or policies that were fetched. */
    readonly fill: Partial<Pick<FederationInput, "policy" | "clientId">>;
    readonly show: { readonly tab: "report" | "federation" };
  };
  readonly toHost: {
    readonly ready: undefined;
    readonly run: { readonly profile: string; readonly place: string };
    /** A button of a finding of the report that is shown. */
    readonly act: { readonly finding: number; readonly action: number };
    readonly openPlace: { readonly finding: number; readonly place: number };
    readonly copyMarkdown: undefined;
    /** A button of an error. */
    readonly action: { readonly id: string };
    readonly compare: FederationInput;
    readonly exchange: FederationInput;
    readonly fetchPolicies: undefined;
  };
}
