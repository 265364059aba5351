package com.quillmark.desk;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.settings.CreateTokenRequest;

public class Clients {
  public WorkspaceClient plain() {
    return new WorkspaceClient();
  }

  public WorkspaceClient machine(String host) {
    DatabricksConfig config = new DatabricksConfig();
    config.setHost(host);
    config.setClientId(System.getenv("DATABRICKS_CLIENT_ID"));
    config.setClientSecret(System.getenv("DATABRICKS_CLIENT_SECRET"));
    config.setAuthType("oauth-m2m");
    return new WorkspaceClient(config);
  }

  public WorkspaceClient browser(String host) {
    DatabricksConfig config = new DatabricksConfig().setHost(host).setAuthType("external-browser");
    return new WorkspaceClient(config);
  }

  public WorkspaceClient browserRight(String host) {
    DatabricksConfig config = new DatabricksConfig().setHost(host).setAuthType("external-browser").setOAuthRedirectUrl("http://localhost:8020");
    return new WorkspaceClient(config);
  }

  public WorkspaceClient both(String host) {
    return new WorkspaceClient(
        new DatabricksConfig()
            .setHost(host)
            .setToken(System.getenv("DATABRICKS_TOKEN"))
            .setClientId(System.getenv("DATABRICKS_CLIENT_ID"))
            .setClientSecret(System.getenv("DATABRICKS_CLIENT_SECRET")));
  }

  public String mint() {
    return plain().tokens().create(new CreateTokenRequest().setLifetimeSeconds(3600L)).getTokenValue();
  }
}
