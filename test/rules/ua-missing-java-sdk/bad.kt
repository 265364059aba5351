package com.acme.loader

import com.databricks.sdk.WorkspaceClient
import com.databricks.sdk.core.DatabricksConfig

class Clients(host: String) {
    private val client by lazy { WorkspaceClient(DatabricksConfig().setHost(host)) }
//                               ^^^^^^^^^^^^^^^ ua-missing-java-sdk

    fun other(): WorkspaceClient = WorkspaceClient(DatabricksConfig().apply { profile = "other" })
//                                 ^^^^^^^^^^^^^^^ ua-missing-java-sdk
}
