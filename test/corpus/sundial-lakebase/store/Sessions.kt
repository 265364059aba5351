package com.sundial.store

import java.sql.Connection
import java.sql.DriverManager
import java.util.Properties

fun open(host: String, token: String): Connection {
    val properties = Properties().apply {
        setProperty("user", "app")
        setProperty("password", token)
        setProperty("sslmode", "require")
        setProperty("ApplicationName", "Sundial_Store/1.1.0")
    }
    return DriverManager.getConnection("jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres", properties)
}
