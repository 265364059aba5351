package com.acme.loader

import java.sql.DriverManager
import java.util.Properties
import org.apache.spark.sql.SparkSession

object Connections {
  private val UserAgent = "Acme_Loader/1.2.0"
  private val options = Map("UserAgentEntry" -> UserAgent, "dbtable" -> "main.sales.orders")

  def direct(host: String) = {
    val properties = new Properties()
    properties.setProperty("UserAgentEntry", UserAgent)
    DriverManager.getConnection(s"jdbc:databricks://$host:443", properties)
    DriverManager.getConnection(s"jdbc:databricks://$host:443;UserAgentEntry=$UserAgent")
  }

  def read(spark: SparkSession, host: String) =
    spark.read.format("jdbc").option("url", s"jdbc:databricks://$host:443").options(options).load()
}
