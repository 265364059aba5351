import type { TextEdit, TextRange } from "../base/text.ts";
import type { UserAgentProblem } from "../identity/identity.ts";

/** The clients that calls are told apart by. Names are part of the output of `pwaf sites`. */
export type ConnectorId = "python-sql" | "node-sql";

export type UserAgentStatus =
  | "set-valid"
  | "set-invalid"
  | "missing"
  /** From the caller or from settings: the file does not say what it will be. */
  | "dynamic"
  /** It may be set or not; the analysis cannot see. */
  | "unknown";

export type AuthKind = "pat" | "m2m" | "u2m" | "federation" | "mixed" | "ambient" | "dynamic" | "unknown";

/** A place where a Databricks client is made or used. What the rules read; ranges are UTF-16 offsets. */
export interface Site {
  readonly connector: ConnectorId;
  readonly what: "construct" | "request" | "url" | "env";
  /** The name that is called: `sql.connect`. */
  readonly range: TextRange;
  readonly userAgent: UserAgent;
  readonly auth: { readonly kind: AuthKind };
}

export interface UserAgent {
  readonly status: UserAgentStatus;
  /** The value as far as it is known; a hole shows as `{source}`. */
  readonly value?: string;
  /** The expression that gives the value. */
  readonly definedAt?: TextRange;
  /** Every value that is written out, each with what is wrong with it. */
  readonly values: readonly UserAgentText[];
  /** The option's name where it is one that the client has replaced: `clientId`. */
  readonly deprecated?: { readonly name: string; readonly replacement: string; readonly range: TextRange };
  /** Edits that give the client a User-Agent; absent where no edit is sure to be right. */
  readonly insert?: (value: string) => readonly TextEdit[];
}

export interface UserAgentText {
  readonly text: string;
  readonly range: TextRange;
  readonly problem?: { readonly reason: UserAgentProblem; readonly message: string };
  /** What stands between the quotes, when it is one literal that a fix may replace. */
  readonly content?: TextRange;
  /** There are unknown parts in it. */
  readonly hasHoles: boolean;
}
