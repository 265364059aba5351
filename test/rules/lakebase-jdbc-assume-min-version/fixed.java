package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

class Store {
  static final String HOST = "ep-quiet-river-00000000.database.us-west-2.cloud.databricks.com";

  Connection withProperties(String user, String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", token);
    properties.setProperty("ApplicationName", "Acme_Loader/1.2.0");
    properties.setProperty("assumeMinServerVersion", "9.1");
    return DriverManager.getConnection("jdbc:postgresql://" + HOST + "/databricks_postgres?sslmode=require", properties);
  }

  Connection inTheUrl(String user, String token) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://ep-quiet-river-00000000.database.us-west-2.cloud.databricks.com/databricks_postgres?sslmode=require&ApplicationName=Acme_Loader/1.2.0&assumeMinServerVersion=9.1",
        user,
        token);
  }
}
