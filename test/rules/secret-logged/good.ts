import { DBSQLClient } from "@databricks/sql";

export function show(client: DBSQLClient, accessToken?: string): void {
  console.log(accessToken ? "signed in" : "accessToken is missing", client);
  console.log(`token length ${accessToken?.length}`);
  console.log(!!process.env.DATABRICKS_TOKEN, process.env.DATABRICKS_TOKEN?.length, process.env.DATABRICKS_TOKEN ?? "none");
  console.log("connection", { token: accessToken ? `${accessToken.length} characters` : "none" });
}
