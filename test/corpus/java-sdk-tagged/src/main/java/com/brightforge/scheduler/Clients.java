package com.brightforge.scheduler;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;

final class Clients {
  static WorkspaceClient workspace() {
    DatabricksConfig config =
        new DatabricksConfig()
            .setHost(System.getenv("DATABRICKS_HOST"))
            .setClientId(System.getenv("DATABRICKS_CLIENT_ID"))
            .setClientSecret(System.getenv("DATABRICKS_CLIENT_SECRET"))
            .setAuthType("oauth-m2m");
    return new WorkspaceClient(config);
  }

  static AccountClient account() {
    return new AccountClient(new DatabricksConfig().setHost("https://accounts.cloud.databricks.com").setAccountId(System.getenv("DATABRICKS_ACCOUNT_ID")));
  }
}
