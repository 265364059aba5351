package com.acme.loader

import com.databricks.sdk.{AccountClient, WorkspaceClient => Client}
import com.databricks.sdk.core._

object Clients {
  lazy val workspace = new Client(new DatabricksConfig().setHost(sys.env("DATABRICKS_HOST")))
//                         ^^^^^^ ua-missing-java-sdk
}
