import { WorkspaceClient } from "@databricks/sdk-experimental";

export const both = (host: string) =>
  new WorkspaceClient(
    {
      host,
      token: process.env["DATABRICKS_TOKEN"],
      clientId: "9f2c1e6a-7d4b-4a55-9c3e-1b8f6d2a7e10",
      // <- auth-mixed-constructor 6 54
      clientSecret: process.env["DATABRICKS_CLIENT_SECRET"],
    },
    { product: "Acme_Desk", productVersion: "1.2.0" },
  );
