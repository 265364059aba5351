package com.nordlys.etl;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

public class Pools {

  public DataSource tagged(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setDriverClassName("com.databricks.client.jdbc.Driver");
    config.setJdbcUrl("jdbc:databricks://" + settings.host() + ":443");
    config.addDataSourceProperty("httpPath", settings.httpPath());
    config.addDataSourceProperty("SSL", "1");
    config.addDataSourceProperty("AuthMech", "11");
    config.addDataSourceProperty("Auth_Flow", "1");
    config.addDataSourceProperty("OAuth2ClientId", settings.clientId());
    config.addDataSourceProperty("OAuth2Secret", settings.clientSecret());
    config.addDataSourceProperty("UserAgentEntry", "Nordlys_Etl/2.0.0");
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  public DataSource untagged(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443;httpPath=/sql/1.0/warehouses/00000000000000aa;SSL=1");
    config.addDataSourceProperty("AuthMech", "11");
    config.addDataSourceProperty("Auth_Flow", "1");
    config.addDataSourceProperty("OAuth2ClientId", settings.clientId());
    config.addDataSourceProperty("OAuth2Secret", settings.clientSecret());
    return new HikariDataSource(config);
  }

  public DataSource other(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://pg.internal/etl?ApplicationName=etl");
    config.setUsername("etl");
    return new HikariDataSource(config);
  }
}
