import java.sql.DriverManager
import java.util.Properties

fun open(host: String) = DriverManager.getConnection(
    "jdbc:databricks://$host:443/default;httpPath=/sql/1.0/warehouses/00000000000000aa",
    Properties().apply { setProperty("UserAgentEntry", "Acme_Loader/1.2.0/eu") },
//                                                     ^^^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
)
