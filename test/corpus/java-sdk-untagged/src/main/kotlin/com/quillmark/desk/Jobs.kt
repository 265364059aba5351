package com.quillmark.desk

import com.databricks.sdk.WorkspaceClient
import com.databricks.sdk.core.DatabricksConfig

class Jobs(host: String) {
    private val client = WorkspaceClient(DatabricksConfig().setHost(host).setAuthType("databricks-cli"))

    fun names(): List<String> = client.jobs().list(null).map { it.settings.name }
}
