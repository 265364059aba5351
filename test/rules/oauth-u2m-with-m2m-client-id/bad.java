import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

final class Bad {
  static {
    UserAgent.withProduct("Acme_Desk", "1.2.0");
  }

  WorkspaceClient client(String host) {
    return new WorkspaceClient(
        new DatabricksConfig()
            .setHost(host)
            .setAuthType("external-browser")
            .setClientId(System.getenv("DATABRICKS_CLIENT_ID"))
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-u2m-with-m2m-client-id
            .setOAuthRedirectUrl("http://localhost:8020"));
  }
}
