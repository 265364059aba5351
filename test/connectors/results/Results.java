import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.ProxyConfig;
import com.databricks.sdk.core.UserAgent;
import com.databricks.sdk.core.commons.CommonsHttpClient;
import com.databricks.sdk.service.sql.Disposition;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExternalLink;
import com.databricks.sdk.service.sql.Format;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/**
 * Reads one query in every way that the JDBC driver and the SDK for Java know, and asks for the catalog.
 *
 * <p>Prints a line of JSON for each: its name, how many rows came, and a digest of their text.
 */
class Results {
  static final ObjectMapper json = new ObjectMapper();
  static final DateTimeFormatter milliseconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

  public static void main(String[] arguments) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    for (String options :
        List.of(
            "EnableQueryResultDownload=0;QueryResultCompressionType=0",
            "EnableQueryResultDownload=0;QueryResultCompressionType=1",
            "EnableQueryResultDownload=1;QueryResultCompressionType=0",
            "EnableQueryResultDownload=1;QueryResultCompressionType=1",
            "UseThriftClient=0")) {
      try (Connection connection = connect(options)) {
        report("JDBC, " + options, rowsOf(connection.createStatement().executeQuery(System.getenv("QUERY"))));
      }
    }
    for (String options : List.of("UseThriftClient=1", "UseThriftClient=0")) {
      try (Connection connection = connect(options)) {
        catalog(options, connection.getMetaData());
      }
    }
    sdk();
    // The driver's threads would keep the program alive.
    System.exit(0);
  }

  static Connection connect(String options) throws Exception {
    var properties = new Properties();
    properties.put("user", "token");
    properties.put("password", System.getenv("DATABRICKS_TOKEN"));
    properties.put("UserAgentEntry", "Acme_Loader/1.2.0");
    properties.put("CheckCertRevocation", "0");
    properties.put("UseSystemProxy", "1");
    var host = URI.create(System.getenv("DATABRICKS_HOST")).getHost();
    var url = "jdbc:databricks://" + host + ":443;httpPath=" + System.getenv("DATABRICKS_HTTP_PATH");
    return DriverManager.getConnection(url + ";AuthMech=3;" + options, properties);
  }

  static void catalog(String way, DatabaseMetaData catalog) throws Exception {
    print(way + ", catalogs", catalog.getCatalogs());
    print(way + ", schemas", catalog.getSchemas("main", "s%"));
    print(way + ", tables", catalog.getTables("main", "sales", "order_", new String[] {"TABLE"}));
    print(way + ", columns", catalog.getColumns("main", "sales", "orders", "order_id"));
    print(way + ", types", catalog.getTypeInfo());
    print(way + ", table types", catalog.getTableTypes());
    print(way + ", functions", catalog.getFunctions("main", "sales", "net\\_price"));
    print(way + ", primary keys", catalog.getPrimaryKeys("main", "sales", "orders"));
    print(way + ", imported keys", catalog.getImportedKeys("main", "sales", "orders"));
    print(way + ", exported keys", catalog.getExportedKeys("main", "sales", "customers"));
    print(
        way + ", cross reference",
        catalog.getCrossReference("main", "sales", "customers", "main", "sales", "orders"));
  }

  static void sdk() throws Exception {
    UserAgent.withProduct("Acme_Loader", "1.2.0");
    var workspace =
        new WorkspaceClient(
            new DatabricksConfig()
                .setHost(System.getenv("DATABRICKS_HOST"))
                .setHttpClient(
                    new CommonsHttpClient.Builder()
                        .withProxyConfig(new ProxyConfig().setUseSystemProperties(true))
                        .build())
                .setToken(System.getenv("DATABRICKS_TOKEN")));
    var request =
        new ExecuteStatementRequest()
            .setStatement(System.getenv("QUERY"))
            .setWarehouseId(System.getenv("DATABRICKS_WAREHOUSE_ID"));
    var rows = new ArrayList<List<String>>();
    for (ResultData chunk : chunks(workspace, request)) {
      for (var row : chunk.getDataArray()) rows.add(plain(row));
    }
    report("SDK, inline", rows);
    rows.clear();
    request.setDisposition(Disposition.EXTERNAL_LINKS).setFormat(Format.JSON_ARRAY);
    for (ResultData chunk : chunks(workspace, request)) {
      for (ExternalLink link : chunk.getExternalLinks()) {
        for (var row : json.readValue(download(link), String[][].class)) rows.add(plain(Arrays.asList(row)));
      }
    }
    report("SDK, files of JSON", rows);
  }

  static List<ResultData> chunks(WorkspaceClient workspace, ExecuteStatementRequest request) {
    StatementResponse answer = workspace.statementExecution().executeStatement(request);
    while (answer.getStatus().getState() == StatementState.PENDING
        || answer.getStatus().getState() == StatementState.RUNNING) {
      answer = workspace.statementExecution().getStatement(answer.getStatementId());
    }
    var chunks = new ArrayList<ResultData>();
    chunks.add(answer.getResult());
    for (long index = 1; index < answer.getManifest().getTotalChunkCount(); index++) {
      chunks.add(workspace.statementExecution().getStatementResultChunkN(answer.getStatementId(), index));
    }
    return chunks;
  }

  static String download(ExternalLink link) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(link.getExternalLink()));
    for (Map.Entry<String, String> header : link.getHttpHeaders().entrySet()) {
      request.header(header.getKey(), header.getValue());
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Text as the API has it, as the other ways print it. */
  static List<String> plain(Iterable<String> row) {
    var values = new ArrayList<String>();
    for (String value : row) values.add(value == null ? "null" : value.replaceFirst("Z$", ""));
    return values;
  }

  static List<List<String>> rowsOf(ResultSet result) throws Exception {
    var rows = new ArrayList<List<String>>();
    while (result.next()) {
      var row = new ArrayList<String>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) row.add(text(result.getObject(i)));
      rows.add(row);
    }
    return rows;
  }

  static String text(Object value) {
    if (value instanceof BigDecimal number) return number.toPlainString();
    if (value instanceof Timestamp time) return time.toLocalDateTime().format(milliseconds);
    return String.valueOf(value);
  }

  static void report(String way, List<List<String>> rows) throws Exception {
    var lines = rows.stream().map(row -> String.join("|", row)).toList();
    var digest = MessageDigest.getInstance("SHA-256").digest(String.join("\n", lines).getBytes("UTF-8"));
    var hex = HexFormat.of().formatHex(digest);
    print(Map.of("way", way, "rows", lines.size(), "digest", hex, "first", lines.subList(0, 2)));
  }

  static void print(String catalog, ResultSet result) throws Exception {
    print(Map.of("catalog", catalog, "rows", rowsOf(result)));
  }

  static void print(Object line) throws Exception {
    System.out.println(json.writeValueAsString(line));
  }
}
