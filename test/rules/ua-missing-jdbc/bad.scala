package com.acme.loader

import java.sql.DriverManager
import java.util.Properties
import org.apache.spark.sql.SparkSession

object Connections {
  def direct(host: String) = {
    val properties = new Properties()
    properties.put("SSL", "1")
    DriverManager.getConnection(s"jdbc:databricks://$host:443", properties)
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-jdbc
  }

  def read(spark: SparkSession, host: String) =
    spark.read.format("jdbc").option("url", s"jdbc:databricks://${host}:443").option("dbtable", "main.sales.orders").load()
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-jdbc
}
