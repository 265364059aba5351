import type { ViewError } from "./messages.ts";

/** An object as messages carry it; `kind` is one of `core/grants/securable.ts`. */
export interface GrantObject {
  readonly kind: string;
  readonly path: readonly string[];
}

/** What is remembered over a reload of the window. */
export interface GrantsChoice {
  readonly objects: readonly GrantObject[];
  readonly operations: readonly string[];
  readonly principal?: GrantPrincipal;
}

export interface GrantPrincipal {
  /** What GRANT takes: an application id, an e-mail address, a group. */
  readonly name: string;
  /** For people; absent when there is no other name. */
  readonly title?: string;
  readonly groups: readonly string[];
}

export interface GrantRow {
  /** `SCHEMA main.sales` */
  readonly object: string;
  readonly privilege: string;
  readonly standing: "held" | "missing" | "unknown";
  /** Through what it is held, or why it is not known. */
  readonly note: string;
}

export interface GrantRun {
  readonly phase: "running" | "done" | "stopped" | "failed";
  /** Statements that have succeeded. */
  readonly done: number;
  readonly total: number;
  /** What became of each privilege, once the permissions were read again. */
  readonly changes: readonly {
    readonly object: string;
    readonly privilege: string;
    readonly now: GrantRow["standing"];
  }[];
  readonly error?: ViewError;
}

export interface GrantsState {
  readonly choice: GrantsChoice;
  /** In the order of `choice.objects`. */
  readonly objects: readonly { readonly name: string; readonly kind: string; readonly isUnused: boolean }[];
  readonly operations: readonly { readonly id: string; readonly title: string; readonly fits: boolean }[];
  readonly rows: readonly GrantRow[];
  /** The statements for what is not held; empty when nothing is to be granted. */
  readonly sql: string;
  readonly isReading: boolean;
  /** What the user should know before granting. */
  readonly hints: readonly string[];
  readonly run?: GrantRun;
}

export interface GrantsProtocol {
  readonly toView: { readonly state: GrantsState };
  readonly toHost: {
    /** With what the page remembers of before a reload. */
    readonly ready: Partial<GrantsChoice>;
    readonly addObject: GrantObject;
    readonly removeObject: { readonly index: number };
    readonly chooseOperations: { readonly operations: readonly string[] };
    readonly pickPrincipal: undefined;
    readonly readAgain: undefined;
    readonly copy: undefined;
    readonly openInEditor: undefined;
    readonly run: undefined;
    readonly cancelRun: undefined;
    readonly action: { readonly id: string };
  };
}
