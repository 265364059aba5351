import type { TextRange } from "../base/text.ts";
import type { ConnectorId } from "../lint/sites.ts";
import { connectorIds } from "../lint/sites.ts";

/** Kinds of sign-in that an entry can promise. */
export const conformanceAuths = ["pat", "m2m", "u2m", "federation"] as const;

export type ConformanceAuth = (typeof conformanceAuths)[number];

/** What people call them. */
export const conformanceAuthNames: Readonly<Record<ConformanceAuth, string>> = {
  pat: "personal access token",
  m2m: "OAuth M2M",
  u2m: "OAuth U2M",
  federation: "token federation",
};

/** Clients whose calls a recorder cannot judge, and why or what to do instead. */
export const unprovable: Partial<Readonly<Record<ConnectorId, string>>> = {
  zerobus: "the Zerobus SDK speaks gRPC, and names itself in a header only where its version sets one",
  lakebase:
    "Postgres connections are no HTTP; name the client that asks for the database credential, such as `python-sdk`",
};

/** Connectors that an entry may name. */
export const provableConnectors: readonly ConnectorId[] = connectorIds.filter((id) => unprovable[id] === undefined);

/** One line of `conformance` in `pwaf.json`: a command that calls Databricks by one connector and one kind of sign-in. */
export interface ConformanceEntry {
  /** `python-sql/m2m`, or `python-sql/m2m/batch` for one with a name. */
  readonly id: string;
  readonly connector: ConnectorId;
  readonly auth: ConformanceAuth;
  readonly name?: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Where it runs: relative to the folder of `pwaf.json`, with forward slashes. */
  readonly folder: string;
  /** Variables of its own; none that tells a client of Databricks anything. */
  readonly env: Readonly<Record<string, string>>;
  /** After so long it is ended. */
  readonly timeoutSeconds?: number;
  /** It must not run beside another one. */
  readonly alone: boolean;
  /** Where it stands in `pwaf.json`. */
  readonly range: TextRange;
  /** 1-based line of its beginning. */
  readonly line: number;
}
