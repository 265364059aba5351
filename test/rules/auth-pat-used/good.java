import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

class Loader {
    WorkspaceClient workspace(String host) {
        UserAgent.withProduct("Acme_Loader", "1.2.0");
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(host)
                // A pattern and a path, not a PAT.
                .setToken(userToken("dispatch")));
    }

    static String userToken(String name) {
        return System.getenv(name);
    }
}
