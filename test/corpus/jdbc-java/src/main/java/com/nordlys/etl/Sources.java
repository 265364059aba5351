package com.nordlys.etl;

import com.databricks.client.jdbc.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

class Sources {
  Connection untagged(String token) throws SQLException {
    DataSource source = new DataSource();
    source.setHost("dbc-00000000-0000.cloud.databricks.com");
    source.setPort("443");
    source.setHttpPath("/sql/1.0/warehouses/00000000000000aa");
    return source.getConnection("token", token);
  }

  Connection tagged(String token) throws SQLException {
    DataSource source = new DataSource();
    source.setHost("dbc-00000000-0000.cloud.databricks.com");
    source.setHttpPath("/sql/1.0/warehouses/00000000000000aa");
    Properties properties = new Properties();
    properties.setProperty("UserAgentEntry", "Nordlys_Etl/2.0.0");
    source.setProperties(properties);
    return source.getConnection("token", token);
  }
}
