package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

class Flows {
  static final String BASE = "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443;UserAgentEntry=Acme_Loader/1.2.0";

  Connection noToken() throws SQLException {
    return DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=0");
//                                                                    ^ jdbc-authflow-incomplete
  }

  Connection noSecret() throws SQLException {
    Properties properties = new Properties();
    properties.put("AuthMech", "11");
    properties.put("Auth_Flow", "1");
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdbc-authflow-incomplete
    properties.put("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"));
    return DriverManager.getConnection(BASE, properties);
  }

  Connection noFlow() throws SQLException {
    return DriverManager.getConnection(BASE + ";AuthMech=11");
//                                                       ^^ jdbc-authflow-incomplete
  }

  Connection strangeFlow() throws SQLException {
    return DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=7");
//                                                                    ^ jdbc-authflow-incomplete
  }

  Connection strangeMechanism() throws SQLException {
    return DriverManager.getConnection(BASE + ";AuthMech=5");
//                                                       ^ jdbc-authflow-incomplete
  }
}
