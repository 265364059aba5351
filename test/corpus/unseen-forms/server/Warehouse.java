package fennwick.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens the warehouse by an address that is put together piece by piece. */
final class Warehouse {
  Connection open(String host, String path, String token) throws SQLException {
    StringBuilder url = new StringBuilder("jdbc:databricks://");
    url.append(host).append(":443/default;AuthMech=11;Auth_Flow=0;httpPath=");
    url.append(path).append(";Auth_AccessToken=").append(token).append(";ConnCatalog=main");
    return DriverManager.getConnection(url.toString());
  }

  Connection tagged(String host, String token) throws SQLException {
    StringBuilder url = new StringBuilder();
    url.append("jdbc:databricks://").append(host);
    url.append(":443;UserAgentEntry=Fennwick_Rooms/1.4.0");
    return DriverManager.getConnection(url.toString(), "token", token);
  }
}
