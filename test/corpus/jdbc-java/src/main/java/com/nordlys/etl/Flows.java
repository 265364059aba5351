package com.nordlys.etl;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Sign-in flows of the driver, right and wrong. */
class Flows {
  private static final String BASE = "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443/default;httpPath=/sql/1.0/warehouses/00000000000000aa;SSL=1;UserAgentEntry=Nordlys_Etl/2.0.0;";

  Connection machineWithoutSecret() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=1;OAuth2ClientId=6f1b0a52-0000-4000-8000-000000000001");
  }

  Connection passThroughWithoutToken() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=0");
  }

  Connection unknownMechanism() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=1");
  }

  Connection browser() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=2;EnableTokenCache=0");
  }

  Connection managedIdentity() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=11;Auth_Flow=3");
  }

  Connection personalToken() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=3", "token", System.getenv("DATABRICKS_PAT"));
  }

  Connection leaked() throws SQLException {
    return DriverManager.getConnection(BASE + "AuthMech=3;UID=token;PWD=@@PAT@@");
  }

  Connection legacy() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:spark://dbc-00000000-0000.cloud.databricks.com:443/default;transportMode=http;ssl=1;httpPath=/sql/1.0/warehouses/00000000000000aa;AuthMech=11;Auth_Flow=0;Auth_AccessToken=" + Tokens.current() + ";UserAgentEntry=Nordlys_Etl/2.0.0");
  }
}
