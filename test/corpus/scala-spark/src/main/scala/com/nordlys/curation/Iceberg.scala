package com.nordlys.curation

import org.apache.spark.sql.SparkSession

object Iceberg {
  def tagged(host: String): SparkSession = SparkSession.builder()
    .config("spark.sql.catalog.unity", "org.apache.iceberg.spark.SparkCatalog")
    .config("spark.sql.catalog.unity.type", "rest")
    .config("spark.sql.catalog.unity.uri", s"https://$host/api/2.1/unity-catalog/iceberg-rest")
    .config("spark.sql.catalog.unity.header.User-Agent", "Nordlys_Curation/0.4.1")
    .getOrCreate()
}
