import java.net.URI
import java.net.http.HttpRequest

object Statements {
  private val host = "https://adb-1234567890123456.7.azuredatabricks.net"

  def request(token: String): HttpRequest =
    HttpRequest
    // <- ua-missing-http 4 17
      .newBuilder(URI.create(s"$host/api/2.0/sql/statements"))
      .header("Authorization", s"Bearer $token")
      .POST(HttpRequest.BodyPublishers.ofString("{}"))
      .build()
}
