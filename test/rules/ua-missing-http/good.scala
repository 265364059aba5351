import java.net.URI
import java.net.http.HttpRequest

object Statements {
  private val agent = "Acme_Loader/1.2.0"

  def request(host: String, token: String): HttpRequest =
    HttpRequest
      .newBuilder(URI.create(s"https://$host/api/2.0/sql/statements"))
      .headers("Authorization", s"Bearer $token", "User-Agent", agent)
      .build()
}
