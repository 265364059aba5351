import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class Good {
  private static final String AGENT = String.format("%s_%s/%s", "Acme", "Loader", Good.class.getPackage().getImplementationVersion());

  Connection open(String region) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:databricks://dbc-00000000-0000.cloud.databricks.com:443/default;httpPath=/sql/1.0/warehouses/00000000000000aa;UserAgentEntry=Acme_Loader-" + region + "/1.2.0");
  }

  HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/warehouses"))
        .header("User-Agent", AGENT)
        .build();
  }

  HttpRequest elsewhere() {
    return HttpRequest.newBuilder(URI.create("https://tracker.acme.example/")).header("User-Agent", "loader").build();
  }
}
