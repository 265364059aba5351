import { Module } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import { DBSQLClient } from "@databricks/sql";

export const WAREHOUSE = Symbol("warehouse");

@Module({
  providers: [
    {
      provide: WAREHOUSE,
      inject: [ConfigService],
      useFactory: async (config: ConfigService) => {
        const client = new DBSQLClient();
        return client.connect({
          host: config.getOrThrow<string>("DATABRICKS_SERVER_HOSTNAME"),
          path: config.getOrThrow<string>("DATABRICKS_HTTP_PATH"),
          authType: "databricks-oauth",
          oauthClientId: config.getOrThrow<string>("DATABRICKS_CLIENT_ID"),
          oauthClientSecret: config.getOrThrow<string>("DATABRICKS_CLIENT_SECRET"),
          userAgentEntry: "Brightforge_Portal/1.0.0",
        });
      },
    },
    {
      provide: "REPORTS",
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        new DBSQLClient().connect({
          host: config.getOrThrow<string>("DATABRICKS_SERVER_HOSTNAME"),
          path: config.getOrThrow<string>("REPORTS_HTTP_PATH"),
          authType: "databricks-oauth",
        }),
    },
  ],
  exports: [WAREHOUSE],
})
export class DatabricksModule {}
