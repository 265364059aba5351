import type { Source } from "./input.ts";

/** `error`: something will not work. `warning`: it works for some, or not for long. `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";

/** Something that a button may do. What has no button stays advice. */
export type Action =
  | { readonly kind: "openFile"; readonly title: string; readonly path: string; readonly line?: number }
  | { readonly kind: "signIn"; readonly title: string }
  /** A terminal with the variables of the active profile and of no other. */
  | { readonly kind: "openTerminal"; readonly title: string }
  /** The form of the profile. */
  | { readonly kind: "editProfile"; readonly title: string }
  /** Takes a file away from everybody but its owner. */
  | { readonly kind: "makePrivate"; readonly title: string; readonly path: string }
  | { readonly kind: "testFederation"; readonly title: string };

export interface Finding {
  /** Stays the same over releases. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** Why, and what comes of it. */
  readonly detail?: string;
  /** What to do. */
  readonly advice: string;
  readonly places: readonly Source[];
  readonly actions: readonly Action[];
}

/** One value as it was found. */
export interface ValuePlace {
  readonly source: Source;
  /** Of a secret only kind and length class. */
  readonly shown: string;
  readonly standing:
    /** Every client that knows it uses this one. */
    | "used"
    /** Some clients use this one. */
    | "partly used"
    /** Something else counts more. */
    | "overridden"
    /** It counts only if a program loads the file. */
    | "not loaded"
    /** No client reads it. */
    | "unread";
}

/** A setting and all places that set it, the winner first. */
export interface ValueRow {
  /** Name of the variable, or key of the file where there is no variable. */
  readonly name: string;
  readonly places: readonly ValuePlace[];
}

/** What one client would do. */
export interface ClientRow {
  readonly client: string;
  /** `environment`, `[dev] of ~/.databrickscfg` … */
  readonly reads: string;
  /** How it signs in, or why it does not. */
  readonly signsIn: string;
  readonly fails: boolean;
}

export interface DoctorReport {
  /** `profile dev in this terminal`. */
  readonly subject: string;
  /** Origin of the workspace, if one is known. */
  readonly host?: string;
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** What has been looked at and found in order. */
  readonly passed: readonly string[];
  readonly values: readonly ValueRow[];
  readonly clients: readonly ClientRow[];
}

export const severityOrder: readonly Severity[] = ["error", "warning", "info"];
