import java.sql.Connection
import java.sql.DriverManager
import java.util.Properties

private const val HOST = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com"

fun open(token: String): Connection {
    val properties = Properties()
    properties["user"] = "app"
    properties["password"] = token
    properties["sslmode"] = "require"
    return DriverManager.getConnection("jdbc:postgresql://$HOST/databricks_postgres", properties)
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-lakebase
}
