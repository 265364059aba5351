package com.acme.loader;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

class SignIn {
  static {
    UserAgent.withProduct("Acme_Loader", "1.2.0");
  }

  WorkspaceClient chained(String host) {
    return new WorkspaceClient(new DatabricksConfig().setHost(host).setAuthType("external-browser").setOAuthRedirectUrl("http://localhost:8020"));
  }

  WorkspaceClient inSteps(String host) {
    DatabricksConfig config = new DatabricksConfig();
    config.setHost(host);
    config.setAuthType("external-browser").setOAuthRedirectUrl("http://localhost:8020");
    return new WorkspaceClient(config);
  }
}
