import type { AuthKind, ConnectorId } from "../sites.ts";
import type { ObjectValue } from "../resolve/value.ts";
import { nodeSql } from "./nodeSql.ts";
import { pythonSql } from "./pythonSql.ts";

export type LanguageFamily = "python" | "javascript";

/** Everything the analysis must know about one client. A further client is a further table. */
export interface ConnectorFacts {
  readonly connector: ConnectorId;
  readonly language: LanguageFamily;
  /** A file without one of these words has no call of this client. */
  readonly triggers: readonly string[];
  /** What is called. The last name of each is what the search for calls starts from. */
  readonly entries: readonly ConnectorEntry[];
  /** Where the options of a call stand: Python keywords, or an object at a position. */
  readonly options: "keywords" | { readonly argument: number };
  readonly userAgent: {
    readonly name: string;
    /** Names that the client still takes, but has replaced. */
    readonly former: readonly FormerName[];
  };
  /** The kind of authentication that a call's options choose. */
  auth(options: ObjectValue): AuthKind;
}

export interface FormerName {
  readonly name: string;
  /** Whether every release that takes the new name warns about this one. */
  readonly deprecated: boolean;
}

export type ConnectorEntry =
  /** A function or class, by its dotted import path. */
  | { readonly origin: string }
  /** A method of instances of a class. */
  | { readonly origin: string; readonly method: string };

export const connectors: readonly ConnectorFacts[] = [pythonSql, nodeSql];
