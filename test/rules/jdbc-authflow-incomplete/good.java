package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

class Flows {
  static final String BASE = "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443;UserAgentEntry=Acme_Loader/1.2.0";

  void complete(String token, Properties given, String mechanism) throws SQLException {
    DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=0;Auth_AccessToken=" + token);
    DriverManager.getConnection(BASE + ";authmech=11;auth_flow=0;OAuthRefreshToken=" + token);
    DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=1;OAuth2ClientId=a;UseJWTAssertion=1;Auth_JWT_Key_File=key.pem");
    DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=2;EnableTokenCache=0");
    DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=3");
    DriverManager.getConnection(BASE + ";AuthMech=11;Auth_Flow=1", given);
    DriverManager.getConnection(BASE + ";AuthMech=" + mechanism);
    DriverManager.getConnection("jdbc:postgresql://localhost/db?AuthMech=11");
  }
}
