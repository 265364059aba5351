package com.acme.loader;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.*;
import java.util.*;

class Connections {
  private static final String URL =
      "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443;httpPath=/sql/1.0/warehouses/0000000000000000;UserAgentEntry=Acme_Loader/1.2.0";

  Connection inTheUrl() throws SQLException {
    return DriverManager.getConnection(URL);
  }

  Connection withProperties(String host, String path) throws SQLException {
    Properties properties = new Properties();
    properties.put("AuthMech", "11");
    properties.put("Auth_Flow", "1");
    properties.put("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"));
    properties.put("OAuth2Secret", System.getenv("DATABRICKS_CLIENT_SECRET"));
    // PgJDBC's name for it, which this driver ignores
    properties.put("ApplicationName", "Acme_Loader/1.2.0");
    properties.setProperty("UserAgentEntry", "Acme_Loader/1.2.0");
    return DriverManager.getConnection(String.format("jdbc:databricks://%s:443;httpPath=%s", host, path), properties);
  }

  HikariDataSource pooled(String host) {
    HikariConfig config = new HikariConfig();
    config.addDataSourceProperty("UserAgentEntry", "Acme_Loader/1.2.0");
    config.setJdbcUrl("jdbc:databricks://" + host + ":443/default");
    config.addDataSourceProperty("httpPath", "/sql/1.0/warehouses/0000000000000000");
    return new HikariDataSource(config);
  }
}
