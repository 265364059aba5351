package com.brightforge.bi;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

final class Urls {
  private static final String BASE = "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443/default;httpPath=/sql/1.0/warehouses/00000000000000aa;UserAgentEntry=Brightforge_BI/7.1.0;";

  Connection machine(String id, String secret) throws SQLException {
    Properties properties = new Properties();
    properties.put("AuthMech", "11");
    properties.put("Auth_Flow", "1");
    properties.put("OAuth2ClientId", id);
    properties.put("OAuth2Secret", secret);
    return DriverManager.getConnection(BASE, properties);
  }

  Connection passThrough(String token) throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=0;Auth_AccessToken=" + token);
  }

  Connection later(Properties given) throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=1", given);
  }

  Connection elsewhere() throws SQLException {
    return DriverManager.getConnection("jdbc:hive2://hive.brightforge.example:10000/default");
  }

  /** Migrated from {@code jdbc:spark://}. */
  String prefix() {
    return "jdbc:databricks://";
  }
}
