import okhttp3.Request
import org.springframework.web.client.RestClient

fun tagged(host: String, agent: String) =
    Request.Builder().url("https://$host/api/2.0/sql/warehouses").header("User-Agent", agent).build()

val databricks: RestClient = RestClient.builder()
    .baseUrl("https://dbc-00000000-0000.cloud.databricks.com")
    .defaultHeader("User-Agent", "Acme_Loader/1.2.0")
    .build()

fun backend(base: String) = Request.Builder().url("$base/api/2.0/orders").build()
