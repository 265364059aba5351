package com.nordlys.etl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

public final class Connections {
  private static final String USER_AGENT = "Nordlys_Etl/" + BuildInfo.VERSION;
  private static final String URL_FORMAT = "jdbc:databricks://%s:443/default;httpPath=%s;SSL=1";

  private Connections() {}

  public static Connection tagged(String host, String httpPath) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("AuthMech", "11");
    properties.setProperty("Auth_Flow", "1");
    properties.setProperty("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"));
    properties.setProperty("OAuth2Secret", System.getenv("DATABRICKS_CLIENT_SECRET"));
    properties.setProperty("UserAgentEntry", USER_AGENT);
    return DriverManager.getConnection(String.format(URL_FORMAT, host, httpPath), properties);
  }

  public static Connection untagged(String host, String httpPath) throws SQLException {
    Properties properties = new Properties();
    properties.put("AuthMech", "11");
    properties.put("Auth_Flow", "1");
    properties.put("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"));
    properties.put("OAuth2Secret", System.getenv("DATABRICKS_CLIENT_SECRET"));
    return DriverManager.getConnection(String.format(URL_FORMAT, host, httpPath), properties);
  }

  public static Connection concatenated(String host, String token) throws SQLException {
    String url =
        "jdbc:databricks://" + host + ":443/default;"
            + "httpPath=/sql/1.0/warehouses/00000000000000aa;"
            + "SSL=1;AuthMech=11;Auth_Flow=0;"
            + "Auth_AccessToken=" + token + ";"
            + "useragententry=Nordlys_Etl/2.0.0";
    return DriverManager.getConnection(url);
  }

  public static Connection wrongName(String host, Properties secrets) throws SQLException {
    String url = "jdbc:databricks://" + host + ":443;httpPath=/sql/1.0/warehouses/00000000000000aa;SSL=1;AuthMech=11;Auth_Flow=2;ApplicationName=Nordlys_Etl/2.0.0;EnableTokenCache=0";
    return DriverManager.getConnection(url);
  }

  public static Connection caller(String url, Properties properties) throws SQLException {
    return DriverManager.getConnection(url, properties);
  }
}
