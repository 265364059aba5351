/** How a profile proves who it is. Names are those of the unified authentication of Databricks' SDKs. */
export type AuthType = "external-browser" | "pat" | "oauth-m2m" | "databricks-cli" | "other";

/** A section of `~/.databrickscfg` as the extension uses it. Never holds a secret. */
export interface Profile {
  readonly name: string;
  /** Origin of the workspace, such as `https://adb-1.2.azuredatabricks.net`; no path, no trailing slash. */
  readonly host: string;
  readonly authType: AuthType;
  /** The OAuth app of a sign-in; absent for the built-in app `databricks-cli`. */
  readonly clientId?: string;
  /** Redirect URL registered with that app (`redirect_url`, the Java SDK's key). */
  readonly redirectUrl?: string;
  readonly warehouseId?: string;
  /** True when the file itself holds a token or client secret in the clear. */
  readonly hasSecretInFile: boolean;
}
