import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.postgres.GenerateDatabaseCredentialRequest;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class Bad {
  private static final String URL =
      "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres?sslmode=require&ApplicationName=Acme_Store/1.1.0&assumeMinServerVersion=9.4";

  HikariDataSource pool(WorkspaceClient workspace, String endpoint) {
    String token =
        workspace.postgres().generateDatabaseCredential(new GenerateDatabaseCredentialRequest().setEndpoint(endpoint)).getToken();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setUsername("app");
    config.setPassword(token);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-token-reused
    return new HikariDataSource(config);
  }

  /** A connection of its own is used at once. */
  Connection once(String token) throws SQLException {
    return DriverManager.getConnection(URL, "app", token);
  }
}
