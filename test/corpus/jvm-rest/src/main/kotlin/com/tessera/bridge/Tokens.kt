package com.tessera.bridge

import org.springframework.http.MediaType
import org.springframework.web.client.RestClient

class Tokens(private val host: String) {
    private val tagged = RestClient.builder()
        .baseUrl("https://dbc-00000000-0000.cloud.databricks.com")
        .defaultHeader("User-Agent", "Tessera_Bridge/1.2.0")
        .build()

    fun warehouses(token: String): String? =
        tagged.get().uri("/api/2.0/sql/warehouses").header("Authorization", "Bearer $token").retrieve().body(String::class.java)
}
