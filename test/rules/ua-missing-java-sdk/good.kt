package com.acme.loader

import com.databricks.sdk.WorkspaceClient
import com.databricks.sdk.core.UserAgent

private const val VERSION = "1.2.0"

fun main() {
    UserAgent.withProduct("Acme_Loader", VERSION)
    UserAgent.withPartner("Acme")
    println(WorkspaceClient().currentUser().me().userName)
}
