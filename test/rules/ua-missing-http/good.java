import java.net.URI;
import java.net.http.HttpRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;

final class Good {
  private static final String HOST = "https://dbc-00000000-0000.cloud.databricks.com";

  HttpRequest tagged(String token) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(HOST + "/api/2.1/unity-catalog/catalogs"));
    builder.setHeader("Authorization", "Bearer " + token);
    builder.setHeader("user-agent", "Acme_Loader/1.2.0");
    return builder.build();
  }

  /** The path of another product. */
  HttpRequest elsewhere() {
    return HttpRequest.newBuilder(URI.create("https://tracker.acme.example/api/2.0/projects")).build();
  }

  Request copied(Request template) {
    return template.newBuilder().url(HOST + "/api/2.0/sql/warehouses").build();
  }
}
