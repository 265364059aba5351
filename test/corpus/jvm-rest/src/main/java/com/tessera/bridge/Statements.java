package com.tessera.bridge;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;

public class Statements {
  private static final String USER_AGENT = "Tessera_Bridge/1.2.0";
  private final HttpClient http = HttpClient.newHttpClient();
  private final OkHttpClient ok = new OkHttpClient();
  private final String host = System.getenv("DATABRICKS_HOST");

  public String submit(String body, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder()
            .uri(URI.create(host + "/api/2.0/sql/statements"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  public String submitTagged(String body, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://dbc-00000000-0000.cloud.databricks.com/api/2.0/sql/statements"))
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", USER_AGENT)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  public int cancel(String id, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(host + "/api/2.0/sql/statements/" + id + "/cancel").openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return connection.getResponseCode();
  }

  public int cancelTagged(String id, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(host + "/api/2.0/sql/statements/" + id + "/cancel").openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("User-Agent", USER_AGENT);
    return connection.getResponseCode();
  }

  public String catalogs(String token) throws IOException {
    Request request =
        new Request.Builder()
            .url("https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/catalogs")
            .addHeader("Authorization", "Bearer " + token)
            .build();
    return ok.newCall(request).execute().body().string();
  }

  public String catalogsTagged(String token) throws IOException {
    Request request =
        new Request.Builder()
            .url(host + "/api/2.1/unity-catalog/catalogs")
            .header("User-Agent", USER_AGENT)
            .addHeader("Authorization", "Bearer " + token)
            .build();
    return ok.newCall(request).execute().body().string();
  }

  public String docs() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://docs.databricks.com/api/workspace/introduction")).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
