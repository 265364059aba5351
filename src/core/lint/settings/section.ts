import type { TextRange } from "../../base/text.ts";

/** One `key = value` of a configuration file. */
export interface Setting {
  /** Path of keys joined with dots for nested formats: `resources.apps.my_app.user_api_scopes`. */
  readonly key: string;
  /** Scalars as text, without quotes. */
  readonly value: string;
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
}

/** A part of a configuration file that holds together: a profile, a DSN, a dbt output, a whole properties file. */
export interface SettingsSection extends TextRange {
  /** What kind of configuration it is. */
  readonly kind:
    | "databrickscfg"
    | "odbc"
    | "properties"
    | "spring"
    | "dbt"
    | "databricks-app"
    | "bundle"
    | "github-workflow"
    | "gitlab-pipeline"
    | "azure-pipeline"
    | "maven"
    | "gradle"
    | "mcp"
    | "terraform"
    | "other";
  /** Name of the profile, DSN, target or job; the file's name where there is none. */
  readonly name: string;
  readonly entries: readonly Setting[];
}
