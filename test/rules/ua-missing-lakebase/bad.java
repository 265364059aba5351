import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

final class Bad {
  private static final String URL = "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com:5432/databricks_postgres?sslmode=require";

  Connection once(String token) throws SQLException {
    return DriverManager.getConnection(URL, "app", token);
//                       ^^^^^^^^^^^^^ ua-missing-lakebase
  }

  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
//                            ^^^^^^^^^^^^ ua-missing-lakebase
    config.setJdbcUrl(URL);
    config.setMaxLifetime(2_700_000);
    return new HikariDataSource(config);
  }

  PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
//                                  ^^^^^^^^^^^^^^^^^^ ua-missing-lakebase
    source.setUrl(URL);
    return source;
  }
}
