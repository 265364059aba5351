import okhttp3.Request
import org.springframework.web.client.RestClient

fun warehouses(host: String, token: String) =
    Request.Builder()
//  ^^^^^^^^^^^^^^^ ua-missing-http
        .url("https://$host/api/2.0/sql/warehouses")
        .header("Authorization", "Bearer $token")
        .build()

val databricks: RestClient = RestClient.builder()
//                           ^^^^^^^^^^^^^^^^^^ ua-missing-http
    .baseUrl("https://dbc-00000000-0000.cloud.databricks.com")
    .build()
