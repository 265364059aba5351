export const messages = {
  noHost: "Set DATABRICKS_HOST to https://<workspace>.cloud.databricks.com",
  mixed: "more than one authorization method configured: oauth and pat",
  jdbc: "jdbc:databricks://<host>:443;httpPath=<http-path>",
  odbc: "Driver=Simba Spark ODBC Driver;Host=<host>;HTTPPath=<path>",
  tokens: "A token looks like dapiXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
  oauth: "Users sign in at /oidc/v1/authorize",
} as const;

export function isToken(text: string): boolean {
  return /^dapi[0-9a-f]{32}(-\d)?$/.test(text);
}
