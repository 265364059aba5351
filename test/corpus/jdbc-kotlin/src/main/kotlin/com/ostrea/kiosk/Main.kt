package com.ostrea.kiosk

fun main() {
    val host = System.getenv("DATABRICKS_SERVER_HOSTNAME") ?: error("no host")
    val path = System.getenv("DATABRICKS_HTTP_PATH") ?: error("no path")
    Warehouse(host, path).tagged().use { connection ->
        connection.createStatement().use { statement ->
            val rows = statement.executeQuery("SELECT id, title FROM main.kiosk.menu")
            while (rows.next()) println("${rows.getInt(1)} ${rows.getString(2)}")
        }
    }
}
