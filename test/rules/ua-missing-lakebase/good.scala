import java.sql.{Connection, DriverManager}

class Store(token: () => String, settings: Map[String, String]) {
  private val host = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"
  private val options = "sslmode=require&ApplicationName=Acme_Loader/1.2.0&assumeMinServerVersion=9.4"

  def open(): Connection =
    DriverManager.getConnection(s"jdbc:postgresql://$host:5432/databricks_postgres?$options", "app", token())

  def configured(): Connection =
    DriverManager.getConnection(settings("url"), "app", token())
}
