import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class Bad {
  private static final String URL =
      "jdbc:postgresql://ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres?sslmode=require&ApplicationName=Acme_Store/1.1.0&assumeMinServerVersion=9.4";

  HikariDataSource twoHours() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setMaxLifetime(7_200_000);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-pool-lifetime
    return new HikariDataSource(config);
  }

  HikariDataSource anHour() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setMaxLifetime(60 * 60 * 1000);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lakebase-pool-lifetime
    return new HikariDataSource(config);
  }

  HikariDataSource fine() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setMaxLifetime(45 * 60 * 1000L);
    return new HikariDataSource(config);
  }
}
