package com.nordlys.etl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Connections to other databases.
 *
 * <pre>
 * DriverManager.getConnection("jdbc:databricks://host:443;httpPath=/sql/1.0/warehouses/x");
 * </pre>
 */
final class Elsewhere {
  // static final String OLD = "jdbc:spark://host:443/default;AuthMech=3;UID=token;PWD=...";

  static Connection snowflake() throws SQLException {
    return DriverManager.getConnection("jdbc:snowflake://tessera.snowflakecomputing.com/?db=databricks_export");
  }

  static Connection postgres() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://pg.internal:5432/etl", "etl", System.getenv("PG_PASSWORD"));
  }

  static boolean isDatabricks(String url) {
    return url.startsWith("jdbc:databricks:") || url.startsWith("jdbc:spark:");
  }
}
