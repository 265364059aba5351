package com.nordlys.curation

import com.databricks.connect.DatabricksSession
import com.databricks.sdk.core.DatabricksConfig
import org.apache.spark.sql.SparkSession

object Session {
  val agent = "Nordlys_Curation/0.4.1"

  def tagged(): SparkSession =
    DatabricksSession.builder()
      .sdkConfig(config)
      .userAgent(agent)
      .getOrCreate()

  def untagged(): SparkSession = DatabricksSession.builder().serverless().getOrCreate()

  private def config = new DatabricksConfig()
    .setHost(sys.env("DATABRICKS_HOST"))
    .setClientId(sys.env("DATABRICKS_CLIENT_ID"))
    .setClientSecret(sys.env("DATABRICKS_CLIENT_SECRET"))
    .setAuthType("oauth-m2m")
}
