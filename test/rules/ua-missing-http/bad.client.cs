using Microsoft.Azure.Databricks.Client;

namespace Acme.Loader;

public class Clusters
{
    private readonly HttpClient _client;

    public Clusters(string workspace, string token)
    {
        _client = new HttpClient { BaseAddress = new Uri($"https://{workspace}.azuredatabricks.net/") };
        _client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
    }

    public Task<string> ListAsync() => _client.GetStringAsync("api/2.0/clusters/list");
//                                     ^^^^^^^^^^^^^^^^^^^^^^ ua-missing-http

    public DatabricksClient Other(string token) => DatabricksClient.CreateClient("https://adb-1.2.azuredatabricks.net", token);
//                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-http
}
