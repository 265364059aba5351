import type { ConnectorId } from "../lint/sites.ts";

/** How a snippet signs in. */
export type SnippetAuth =
  | "pat"
  /** A service principal with client id and secret. */
  | "m2m"
  /** A user, in the browser. */
  | "u2m"
  /** A user's OAuth token that the program is handed. */
  | "u2m-token"
  /** The same, and the refresh token to renew it with. */
  | "u2m-refresh"
  /** A managed identity of Azure. */
  | "azure-msi"
  /** Workload identity: a token of another identity provider, exchanged for one of a service principal. */
  | "federation"
  /** A user's token of the company's identity provider, exchanged for one of the same user. */
  | "account-federation"
  /** What the environment or a profile says, in any way that the SDKs know. */
  | "unified";

/** One entry of our snippet files: VS Code's format, and what else we must know of it. VS Code ignores the rest. */
export interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
  readonly connector: ConnectorId;
  readonly auth: SnippetAuth;
  /** Packages it imports, by their names in `snippets/packages.json`. */
  readonly packages: readonly string[];
}

/** A registry of packages. */
export type Registry = "pypi" | "npm" | "maven" | "go";

/** `snippets/packages.json`: the versions that snippets are proved with, by registry. */
export type ProvedPackages = Readonly<Record<Registry, Readonly<Record<string, string>>>>;
