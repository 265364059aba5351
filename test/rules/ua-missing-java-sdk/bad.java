package com.acme.loader;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;

class Clients {
  private final WorkspaceClient ambient = new WorkspaceClient();
//                                            ^^^^^^^^^^^^^^^ ua-missing-java-sdk

  WorkspaceClient configured() {
    DatabricksConfig config =
        new DatabricksConfig().setHost(System.getenv("DATABRICKS_HOST")).setAuthType("oauth-m2m");
    return new WorkspaceClient(config);
//             ^^^^^^^^^^^^^^^ ua-missing-java-sdk
  }

  AccountClient account(String host) {
    return new AccountClient(new DatabricksConfig().setHost(host).setAccountId("00000000-0000-0000-0000-000000000000"));
//             ^^^^^^^^^^^^^ ua-missing-java-sdk
  }

  WorkspaceClient named() {
    return new com.databricks.sdk.WorkspaceClient();
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-java-sdk
  }
}
