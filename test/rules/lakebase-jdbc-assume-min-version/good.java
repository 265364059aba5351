package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

class Store {
  static final String URL =
      "jdbc:postgresql://ep-quiet-river-00000000.database.us-west-2.cloud.databricks.com/databricks_postgres?sslmode=require";

  Connection withConstants(String user) throws SQLException {
    Properties properties = new Properties();
    PGProperty.APPLICATION_NAME.set(properties, "Acme_Loader/1.2.0");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.1");
    return DriverManager.getConnection(URL, properties);
  }

  void inTheUrl(String user, String token, Properties given) throws SQLException {
    DriverManager.getConnection(URL + "&ApplicationName=Acme_Loader/1.2.0&assumeMinServerVersion=12", user, token);
    given.setProperty("ApplicationName", "Acme_Loader/1.2.0");
    DriverManager.getConnection(URL, given);
    DriverManager.getConnection("jdbc:postgresql://localhost/db?ApplicationName=loader", user, token);
  }
}
