/**
 * The groups of variables that unified authentication tells apart: more than one group without
 * `DATABRICKS_AUTH_TYPE` stops every SDK. Source: databricks/databricks-sdk-py, `databricks/sdk/config.py`.
 */
export const authGroups: Readonly<Record<string, { readonly title: string; readonly variables: readonly string[] }>> = {
  pat: { title: "a personal access token", variables: ["DATABRICKS_TOKEN"] },
  basic: { title: "user and password", variables: ["DATABRICKS_USERNAME", "DATABRICKS_PASSWORD"] },
  oauth: { title: "OAuth", variables: ["DATABRICKS_CLIENT_ID", "DATABRICKS_CLIENT_SECRET", "DATABRICKS_REDIRECT_URL"] },
  azure: {
    title: "Azure",
    variables: ["ARM_CLIENT_ID", "ARM_CLIENT_SECRET", "ARM_TENANT_ID", "ARM_USE_MSI", "DATABRICKS_AZURE_RESOURCE_ID"],
  },
  google: { title: "Google", variables: ["DATABRICKS_GOOGLE_SERVICE_ACCOUNT", "GOOGLE_CREDENTIALS"] },
  metadata: { title: "the metadata service", variables: ["DATABRICKS_METADATA_SERVICE_URL"] },
  envOidc: { title: "a token in the environment", variables: ["DATABRICKS_OIDC_TOKEN_ENV", "DATABRICKS_OIDC_TOKEN"] },
  fileOidc: { title: "a token in a file", variables: ["DATABRICKS_OIDC_TOKEN_FILEPATH", "DATABRICKS_OIDC_TOKEN_FILE"] },
};

export const authTypeVariable = "DATABRICKS_AUTH_TYPE";
