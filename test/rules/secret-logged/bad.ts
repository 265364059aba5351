import { DBSQLClient } from "@databricks/sql";

export function show(client: DBSQLClient, accessToken: string): void {
  console.log(`connected with ${accessToken}`, client);
//                              ^^^^^^^^^^^ secret-logged
  console.log(`${process.env.DATABRICKS_TOKEN} is used`);
//                           ^^^^^^^^^^^^^^^^ secret-logged
}
