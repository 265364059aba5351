import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

final class Good {
  private static final String HOST = "ep-pale-river-0042.database.us-east-1.cloud.databricks.com";

  Connection tagged(String token) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, "app");
    PGProperty.PASSWORD.set(properties, token);
    PGProperty.SSL_MODE.set(properties, "require");
    PGProperty.APPLICATION_NAME.set(properties, "Acme_Loader/1.2.0");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.1");
    return DriverManager.getConnection("jdbc:postgresql://" + HOST + "/databricks_postgres", properties);
  }

  Connection unseen(Properties given) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + HOST + "/databricks_postgres?sslmode=require", given);
  }

  Connection plain() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://db.acme.example/databricks_postgres", "app", "");
  }
}
