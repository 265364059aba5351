package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;

class Legacy {
  static final String URL = "jdbc:spark://dbc-00000000-0000.cloud.databricks.com:443/default;UserAgentEntry=Acme_Loader/1.2.0";
//                           ^^^^^^^^^^^^^ jdbc-legacy-driver

  Connection open(String host) throws Exception {
    Class.forName("com.simba.spark.jdbc.Driver");
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdbc-legacy-driver
    return DriverManager.getConnection(URL);
  }
}
