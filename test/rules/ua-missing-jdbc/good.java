package com.acme.loader;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

class Connections {
  private static final String BASE = "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443";
  private final Properties shared = new Properties();

  Connections() {
    this.shared.setProperty("useragententry", "Acme_Loader/1.2.0");
  }

  Connection built() throws SQLException {
    String url = new StringBuilder(BASE).append(";UserAgentEntry=").append("Acme_Loader/1.2.0").toString();
    return DriverManager.getConnection(url);
  }

  Connection fromTheClass() throws SQLException {
    return DriverManager.getConnection(BASE, shared);
  }

  Connection doubleBraces() throws SQLException {
    return DriverManager.getConnection(BASE, new Properties() {{ put("UserAgentEntry", "Acme_Loader/1.2.0"); }});
  }

  Connection merged(Map<String, String> given) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(given);
    return DriverManager.getConnection(BASE, properties);
  }

  Connection elsewhere(String url, Properties properties) throws SQLException {
    DriverManager.getConnection("jdbc:postgresql://localhost/db");
    DriverManager.getConnection(BASE + ";" + properties.getProperty("rest"));
    return DriverManager.getConnection(url, properties);
  }

  HikariConfig pooled(String host) {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:databricks://%s:443/default".formatted(host));
    Map.of("AuthMech", "11", "UserAgentEntry", "Acme_Loader/1.2.0").forEach(config::addDataSourceProperty);
    config.addDataSourceProperty("UserAgentEntry", "Acme_Loader/1.2.0");
    return config;
  }
}
