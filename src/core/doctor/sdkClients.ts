import type { SdkId } from "../environment/attributes.ts";

/** How one SDK finds out how to sign in. */
export interface SdkClient {
  readonly id: SdkId;
  readonly label: string;
  /** Ways of signing in, in the order in which they are tried when none is named. */
  readonly chain: readonly string[];
  /** Ways that are used only when they are named. */
  readonly onlyNamed: readonly string[];
  /** Honours `default_profile` of `[__settings__]`. */
  readonly readsDefaultProfile: boolean;
  /** Settings of the environment that make it pass the file over, beside those of any way of signing in. */
  readonly fileGivesWayTo: readonly string[];
  /** Reads the file also when the environment says something already, and mixes the two. */
  readonly alwaysReadsFile: boolean;
  /** Takes a profile without any settings for one that is not there. */
  readonly overlooksEmptyProfiles: boolean;
  /** Stops when settings of two groups are there and none is named. */
  readonly refusesMixtures: boolean;
}

/**
 * Sources: `credentials_provider.py` of databricks-sdk-py, `config/auth_default.go` of databricks-sdk-go,
 * `DefaultCredentialsProvider.java` and `ConfigLoader.java` of databricks-sdk-java, `DefaultCredentials.js` and
 * `KnownConfigLoader.js` of `@databricks/sdk-experimental`, `packages/auth/src/credentials/default` and
 * `packages/core/src/profiles/resolve.ts` of databricks/sdk-js.
 */
export const sdkClients: readonly SdkClient[] = [
  {
    id: "python",
    label: "Python SDK, Databricks Connect",
    chain: [
      "pat",
      "basic",
      "metadata-service",
      "oauth-m2m",
      "env-oidc",
      "file-oidc",
      "github-oidc",
      "azure-client-secret",
      "github-oidc-azure",
      "azure-cli",
      "azure-devops-oidc",
      "databricks-cli",
      "runtime-oauth",
      "runtime",
      "google-credentials",
      "google-id",
      "model-serving",
    ],
    onlyNamed: ["external-browser"],
    readsDefaultProfile: true,
    fileGivesWayTo: ["host", "azure_workspace_resource_id"],
    alwaysReadsFile: false,
    overlooksEmptyProfiles: false,
    refusesMixtures: true,
  },
  {
    id: "go",
    label: "Go SDK, Terraform",
    chain: [
      "pat",
      "basic",
      "oauth-m2m",
      "databricks-cli",
      "metadata-service",
      "github-oidc",
      "azure-devops-oidc",
      "env-oidc",
      "file-oidc",
      "github-oidc-azure",
      "azure-msi",
      "azure-client-secret",
      "azure-cli",
      "google-credentials",
      "google-id",
    ],
    onlyNamed: [],
    readsDefaultProfile: true,
    fileGivesWayTo: ["host", "azure_workspace_resource_id"],
    alwaysReadsFile: false,
    overlooksEmptyProfiles: true,
    refusesMixtures: true,
  },
  {
    id: "java",
    label: "Java SDK",
    chain: [
      "pat",
      "basic",
      "oauth-m2m",
      "env-oidc",
      "file-oidc",
      "github-oidc",
      "azure-devops-oidc",
      "github-oidc-azure",
      "azure-msi",
      "azure-client-secret",
      "azure-cli",
      "databricks-cli",
      "runtime",
      "google-credentials",
      "google-id",
    ],
    onlyNamed: ["external-browser"],
    readsDefaultProfile: true,
    fileGivesWayTo: ["host", "azure_workspace_resource_id"],
    alwaysReadsFile: false,
    overlooksEmptyProfiles: true,
    refusesMixtures: true,
  },
  {
    id: "jsExperimental",
    label: "JavaScript SDK (sdk-experimental)",
    chain: [
      "pat",
      "basic",
      "oauth-m2m",
      "databricks-cli",
      "metadata-service",
      "azure-msi",
      "azure-client-secret",
      "azure-cli",
      "google-credentials",
      "google-id",
    ],
    onlyNamed: [],
    readsDefaultProfile: false,
    fileGivesWayTo: ["host", "azure_workspace_resource_id", "auth_type"],
    alwaysReadsFile: false,
    overlooksEmptyProfiles: true,
    refusesMixtures: true,
  },
  {
    id: "js",
    label: "JavaScript SDK (modular)",
    chain: ["pat", "oauth-m2m", "databricks-cli", "env-oidc", "file-oidc"],
    onlyNamed: [],
    readsDefaultProfile: true,
    fileGivesWayTo: [],
    alwaysReadsFile: true,
    overlooksEmptyProfiles: false,
    refusesMixtures: false,
  },
];

/** Clients that read no variable and no file: what the program passes is all they have. */
export const driversWithoutSettings = "SQL drivers (Python, Node.js, Go), JDBC, ODBC";
