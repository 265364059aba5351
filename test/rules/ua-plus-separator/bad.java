import com.databricks.sdk.core.UserAgent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class Bad {
  static {
    UserAgent.withProduct("Acme+Loader", "1.2.0");
//                        ^^^^^^^^^^^^^ ua-plus-separator
  }

  Connection open(String host) throws SQLException {
    return DriverManager.getConnection("jdbc:databricks://" + host + ":443;UserAgentEntry=Acme+Loader/1.2.0");
//                                                                                        ^^^^^^^^^^^^^^^^^ ua-plus-separator
  }
}
