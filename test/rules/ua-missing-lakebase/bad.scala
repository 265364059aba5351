import java.sql.{Connection, DriverManager}

class Store(token: () => String) {
  private val host = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"

  def open(): Connection =
    DriverManager.getConnection(s"jdbc:postgresql://$host:5432/databricks_postgres?sslmode=require", "app", token())
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-lakebase
}
