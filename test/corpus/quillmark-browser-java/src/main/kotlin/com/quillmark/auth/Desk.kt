package com.quillmark.auth

import com.databricks.sdk.WorkspaceClient
import com.databricks.sdk.core.DatabricksConfig

fun desk(host: String) = WorkspaceClient(DatabricksConfig().setHost(host).setAuthType("external-browser"))

fun chosen(host: String, type: String) = WorkspaceClient(DatabricksConfig().setHost(host).setAuthType(type))
