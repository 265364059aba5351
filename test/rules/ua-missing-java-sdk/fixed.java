package com.acme.loader;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

class Clients {
  static {
    UserAgent.withProduct("Acme_Loader", "1.2.0");
  }

  private final WorkspaceClient ambient = new WorkspaceClient();

  WorkspaceClient configured() {
    DatabricksConfig config =
        new DatabricksConfig().setHost(System.getenv("DATABRICKS_HOST")).setAuthType("oauth-m2m");
    return new WorkspaceClient(config);
  }

  AccountClient account(String host) {
    return new AccountClient(new DatabricksConfig().setHost(host).setAccountId("00000000-0000-0000-0000-000000000000"));
  }

  WorkspaceClient named() {
    return new com.databricks.sdk.WorkspaceClient();
  }
}
