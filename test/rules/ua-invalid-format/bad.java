import com.databricks.sdk.core.UserAgent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class Bad {
  static {
    UserAgent.withProduct("loader", "1.2.0");
//                        ^^^^^^^^ ua-invalid-format
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443/default;httpPath=/sql/1.0/warehouses/00000000000000aa;UserAgentEntry=AcmeLoader/1.2.0");
//                                                                                                                                         ^^^^^^^^^^^^^^^^ ua-invalid-format
  }

  HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/warehouses"))
        .header("User-Agent", "Acme Loader/1.2.0")
//                            ^^^^^^^^^^^^^^^^^^^ ua-invalid-format
        .build();
  }
}
