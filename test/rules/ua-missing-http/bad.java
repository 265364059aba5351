import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;

final class Bad {
  private static final String HOST = "https://dbc-00000000-0000.cloud.databricks.com";

  String list(HttpClient client, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder()
//                  ^^^^^^^^^^ ua-missing-http
            .uri(URI.create(HOST + "/api/2.1/unity-catalog/catalogs"))
            .header("Authorization", "Bearer " + token)
            .GET()
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  String submit(String token, okhttp3.RequestBody body) throws IOException {
    Request request =
        new Request.Builder().url(HOST + "/api/2.0/sql/statements").addHeader("Authorization", "Bearer " + token).post(body).build();
//          ^^^^^^^^^^^^^^^ ua-missing-http
    return new OkHttpClient().newCall(request).execute().body().string();
  }
}
