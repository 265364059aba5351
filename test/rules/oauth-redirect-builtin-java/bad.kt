package com.acme.loader

import com.databricks.sdk.WorkspaceClient
import com.databricks.sdk.core.DatabricksConfig
import com.databricks.sdk.core.UserAgent

fun main() {
    UserAgent.withProduct("Acme_Loader", "1.2.0")
    WorkspaceClient(DatabricksConfig().apply { authType = "external-browser" })
//                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-redirect-builtin-java
}
