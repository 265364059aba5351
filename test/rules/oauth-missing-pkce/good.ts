// databricks
export const endpoints = { authorize: "https://acme.cloud.databricks.com/oidc/v1/authorize" };
