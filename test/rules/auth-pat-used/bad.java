import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.UserAgent;

class Loader {
    WorkspaceClient workspace(String host) {
        UserAgent.withProduct("Acme_Loader", "1.2.0");
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(host)
                // What the function returns says nothing; the name of the variable does.
                .setToken(required("DATABRICKS_TOKEN")));
        //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-pat-used
    }

    static String required(String name) {
        String value = System.getenv(name);
        if (value == null) throw new IllegalStateException(name);
        return value;
    }
}
