package com.sundial.store;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.UserAgent;
import com.databricks.sdk.service.postgres.GenerateDatabaseCredentialRequest;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

final class Pool {
  static {
    UserAgent.withProduct("Sundial_Store", "1.1.0");
  }

  private static final String URL =
      "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com:5432/databricks_postgres?sslmode=require&ApplicationName=Sundial_Store/1.1.0&assumeMinServerVersion=9.4";

  HikariDataSource frozen() {
    String token =
        new WorkspaceClient()
            .postgres()
            .generateDatabaseCredential(
                new GenerateDatabaseCredentialRequest().setEndpoint("projects/sundial/branches/production/endpoints/primary"))
            .getToken();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setUsername("app");
    config.setPassword(token);
    config.setMaxLifetime(2_700_000);
    return new HikariDataSource(config);
  }

  Connection late(Properties properties, String token) throws SQLException {
    properties.setProperty("user", "app");
    properties.setProperty("password", token);
    properties.setProperty("sslmode", "require");
    properties.setProperty("ApplicationName", "Sundial_Store/1.1.0");
    properties.setProperty("assumeMinServerVersion", "9.1");
    return DriverManager.getConnection(
        "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres", properties);
  }

  Connection early(String token) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres?sslmode=require&ApplicationName=Sundial_Store/1.1.0",
        "app",
        token);
  }

  /** Any Postgres. */
  Connection elsewhere() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://db.sundial.example/app?ApplicationName=Sundial_Store/1.1.0", "app", "");
  }
}
