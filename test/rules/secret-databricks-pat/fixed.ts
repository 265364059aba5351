export const databricks = { token: process.env.DATABRICKS_TOKEN };
