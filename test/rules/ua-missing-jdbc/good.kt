package com.acme.loader

import com.zaxxer.hikari.HikariConfig
import java.sql.DriverManager
import java.util.Properties

private const val UA = "Acme_Loader/1.2.0"

class Connections(private val host: String) {
    private val url get() = "jdbc:databricks://$host:443/default;UserAgentEntry=$UA"

    fun direct() = DriverManager.getConnection(url)

    fun withProperties(extra: Map<String, String>) {
        DriverManager.getConnection("jdbc:databricks://$host:443", Properties().apply { put("UserAgentEntry", UA) })
        DriverManager.getConnection("jdbc:databricks://$host:443", Properties().also { it["UserAgentEntry"] = UA })
        DriverManager.getConnection("jdbc:databricks://$host:443", Properties().apply { putAll(extra) })
        DriverManager.getConnection("jdbc:databricks://$host:443", Properties().apply { if (extra.isEmpty()) put("UserAgentEntry", UA) })
        val properties = Properties()
        properties.apply { put("UserAgentEntry", UA) }
        DriverManager.getConnection("jdbc:databricks://$host:443", properties)
    }

    fun pooled() = HikariConfig().apply {
        jdbcUrl = "jdbc:databricks://$host:443/default"
        addDataSourceProperty("UserAgentEntry", UA)
    }
}
