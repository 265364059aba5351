package com.quillmark.auth;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

public final class Browser {
  static {
    UserAgent.withProduct("Quillmark_Auth", "1.0.0");
  }

  WorkspaceClient plain(String host) {
    return new WorkspaceClient(new DatabricksConfig().setHost(host).setAuthType("external-browser"));
  }

  AccountClient account(String accountId) {
    var config =
        new DatabricksConfig()
            .setHost("https://accounts.cloud.databricks.com")
            .setAccountId(accountId)
            .setAuthType("external-browser");
    return new AccountClient(config);
  }

  WorkspaceClient ownApp(String host, String app) {
    return new WorkspaceClient(
        new DatabricksConfig().setHost(host).setAuthType("external-browser").setClientId(app).setOAuthRedirectUrl("http://localhost:8080/callback"));
  }

  WorkspaceClient right(String host) {
    DatabricksConfig config = new DatabricksConfig();
    config.setHost(host);
    config.setOAuthRedirectUrl("http://localhost:8020");
    config.setAuthType("external-browser");
    return new WorkspaceClient(config);
  }

  WorkspaceClient byCli(String profile) {
    return new WorkspaceClient(new DatabricksConfig().setProfile(profile).setAuthType("databricks-cli"));
  }
}
