package com.acme.loader

import com.zaxxer.hikari.HikariConfig
import com.zaxxer.hikari.HikariDataSource
import java.sql.Connection
import java.sql.DriverManager
import java.util.Properties

class Connections(private val host: String) {
    fun direct(token: String): Connection {
        val url = "jdbc:databricks://$host:443/default;httpPath=/sql/1.0/warehouses/0000000000000000"
        return DriverManager.getConnection(url, "token", token)
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-jdbc
    }

    fun withProperties(): Connection =
        DriverManager.getConnection("jdbc:databricks://${host}:443", Properties().apply {
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-jdbc
            setProperty("SSL", "1")
            this["httpPath"] = "/sql/1.0/warehouses/0000000000000000"
        })

    fun pooled() = HikariDataSource(
        HikariConfig().also {
//      ^^^^^^^^^^^^ ua-missing-jdbc
            it.jdbcUrl = "jdbc:databricks://$host:443/default"
            it.maximumPoolSize = 4
        },
    )
}
