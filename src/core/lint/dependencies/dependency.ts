import type { TextRange } from "../../base/text.ts";

export type Ecosystem = "pypi" | "npm" | "maven" | "go" | "nuget" | "cargo";

/** A library that a manifest or lock file asks for. */
export interface Dependency extends TextRange {
  readonly ecosystem: Ecosystem;
  /** In the registry's own spelling, lower case for PyPI: `databricks-sql-connector`, `com.databricks:databricks-jdbc`. */
  readonly name: string;
  /** The range as written: `>=4.0.1,<5`, `^2.1.0`; empty when any version is taken. */
  readonly requested: string;
  /** The one version that is sure: pinned, or from a lock file. */
  readonly exact?: string;
  /** Lowest version that the range allows, where it has one. */
  readonly lowest?: string;
}
