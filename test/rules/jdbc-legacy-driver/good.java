package com.acme.loader;

import java.sql.Connection;
import java.sql.DriverManager;

/** Once this was jdbc:spark://host and com.simba.spark.jdbc.Driver. */
class Urls {
  // jdbc:spark://host:443 is what older settings hold
  boolean isLegacy(String url) {
    return url.startsWith("jdbc:spark://") || url.startsWith("jdbc:spark:");
  }

  Connection open(String host) throws Exception {
    Class.forName("com.databricks.client.jdbc.Driver");
    return DriverManager.getConnection("jdbc:databricks://" + host + ":443;UserAgentEntry=Acme_Loader/1.2.0");
  }
}
