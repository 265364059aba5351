package com.ostrea.kiosk

import com.zaxxer.hikari.HikariConfig
import com.zaxxer.hikari.HikariDataSource
import java.sql.Connection
import java.sql.DriverManager
import java.util.Properties

private const val AGENT = "Ostrea_Kiosk/1.0.3"

class Warehouse(private val host: String, private val path: String) {

    val pool by lazy {
        HikariDataSource(HikariConfig().apply {
            jdbcUrl = "jdbc:databricks://$host:443/default;httpPath=$path;SSL=1;AuthMech=11;Auth_Flow=1;UserAgentEntry=$AGENT"
            addDataSourceProperty("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"))
            addDataSourceProperty("OAuth2Secret", System.getenv("DATABRICKS_CLIENT_SECRET"))
            maximumPoolSize = 3
        })
    }

    fun tagged(): Connection {
        val properties = Properties().apply {
            put("AuthMech", "11")
            put("Auth_Flow", "1")
            put("OAuth2ClientId", System.getenv("DATABRICKS_CLIENT_ID"))
            put("OAuth2Secret", System.getenv("DATABRICKS_CLIENT_SECRET"))
            put("UserAgentEntry", AGENT)
        }
        return DriverManager.getConnection("jdbc:databricks://$host:443/default;httpPath=$path;SSL=1", properties)
    }

    fun untagged(token: String): Connection {
        val url = "jdbc:databricks://$host:443/default;httpPath=$path;SSL=1;AuthMech=11;Auth_Flow=0;Auth_AccessToken=$token"
        return DriverManager.getConnection(url)
    }

    fun invalid(token: String): Connection =
        DriverManager.getConnection(
            "jdbc:databricks://$host:443/default;httpPath=$path;SSL=1;AuthMech=11;Auth_Flow=0;Auth_AccessToken=$token;UserAgentEntry=kiosk"
        )
}
