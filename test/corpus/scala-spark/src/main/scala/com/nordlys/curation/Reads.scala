package com.nordlys.curation

import org.apache.spark.sql.{DataFrame, SparkSession}

class Reads(spark: SparkSession) {
  private val path = "/sql/1.0/warehouses/00000000000000aa"

  def untagged(host: String, token: String): DataFrame =
    spark.read
      .format("jdbc")
      .option("url", s"jdbc:databricks://$host:443/default;httpPath=$path;SSL=1;AuthMech=11;Auth_Flow=0;Auth_AccessToken=$token")
      .option("dbtable", "main.curation.orders")
      .load()

  def tagged(host: String, token: String): DataFrame =
    spark.read
      .format("jdbc")
      .option("url", s"jdbc:databricks://$host:443/default;httpPath=$path;SSL=1;AuthMech=11;Auth_Flow=0;Auth_AccessToken=$token;UserAgentEntry=Nordlys_Curation/0.4.1")
      .option("dbtable", "main.curation.orders")
      .load()

  def postgres(): DataFrame =
    spark.read.format("jdbc").option("url", "jdbc:postgresql://pg.internal/orders").option("dbtable", "orders").load()

  def landing(): DataFrame = spark.read.parquet("dbfs:/landing/orders")

  def volume(): DataFrame = spark.read.parquet("/Volumes/main/curation/landing/orders")
}
