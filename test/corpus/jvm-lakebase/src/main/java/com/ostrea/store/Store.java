package com.ostrea.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

public class Store {
  private static final String HOST = "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com";
  private static final String URL = "jdbc:postgresql://" + HOST + ":5432/databricks_postgres?sslmode=require";

  public Connection tagged(String user, String token) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, token);
    PGProperty.APPLICATION_NAME.set(properties, "Ostrea_Store/1.1.0");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.1");
    return DriverManager.getConnection(URL, properties);
  }

  public Connection late(String user, String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", token);
    properties.setProperty("ApplicationName", "Ostrea_Store/1.1.0");
    return DriverManager.getConnection(URL, properties);
  }

  public Connection untagged(String user, String token) throws SQLException {
    return DriverManager.getConnection(URL, user, token);
  }

  public Connection plain(String user, String token) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + HOST + "/databricks_postgres?sslmode=disable&ApplicationName=Ostrea_Store/1.1.0&assumeMinServerVersion=9.1", user, token);
  }

  public HikariDataSource pool(String user, String token) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL + "&ApplicationName=Ostrea_Store/1.1.0&assumeMinServerVersion=9.1");
    config.setUsername(user);
    config.setPassword(token);
    config.setMaxLifetime(7_200_000);
    config.setMaximumPoolSize(10);
    return new HikariDataSource(config);
  }

  public HikariDataSource local() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://localhost:5432/store");
    config.setMaxLifetime(7_200_000);
    return new HikariDataSource(config);
  }
}
