package com.acme.loader;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

class SignIn {
  static {
    UserAgent.withProduct("Acme_Loader", "1.2.0");
  }

  void clients(String host, String type, DatabricksConfig given) {
    DatabricksConfig config = new DatabricksConfig().setHost(host).setAuthType("external-browser");
    new WorkspaceClient(config.setOAuthRedirectUrl("http://localhost:8020"));
    new WorkspaceClient(new DatabricksConfig().setAuthType("external-browser").setClientId("0000").setHost(host));
    new WorkspaceClient(new DatabricksConfig().setAuthType("databricks-cli"));
    new WorkspaceClient(new DatabricksConfig().setAuthType(type));
    new WorkspaceClient(given.setAuthType("external-browser"));
  }
}
