using System.Net.Http.Headers;
using Microsoft.Azure.Databricks.Client;

namespace Acme.Loader;

public class Clusters
{
    private const string Product = "Acme_Loader";
    private static readonly string Agent = $"{Product}/1.2.0";
    private static readonly HttpClient Shared = Make();
    private readonly HttpClient _tagged = new();
    private readonly HttpClient _given;

    public Clusters(HttpClient given)
    {
        _given = given;
        _tagged.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(Product, "1.2.0"));
    }

    private static HttpClient Make()
    {
        var client = new HttpClient { BaseAddress = new Uri("https://adb-1.2.azuredatabricks.net") };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        return client;
    }

    public async Task RunAsync(string token)
    {
        await Shared.GetStringAsync("/api/2.0/clusters/list");
        await _tagged.GetAsync("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");
        await _given.GetAsync("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");
        request.Headers.Add("User-Agent", Agent);
        await client.SendAsync(request);
        await client.GetAsync("https://api.acme.example/v1/items");
        await client.GetAsync("https://learn.microsoft.com/azure/databricks/");

        DatabricksClient.CreateClient("https://adb-1.2.azuredatabricks.net", token, 30, http => http.DefaultRequestHeaders.UserAgent.ParseAdd(Agent));
    }

    public async Task SendAsync(IHttpClientFactory factory, RestClient injected, string host)
    {
        var named = factory.CreateClient("databricks");
        await named.GetAsync($"https://{host}/api/2.0/clusters/list");
        using var handled = new HttpClient(new TaggingHandler(new HttpClientHandler()));
        await handled.GetAsync("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");

        var rest = new RestClient(new RestClientOptions("https://adb-1.2.azuredatabricks.net") { UserAgent = Agent });
        rest.Execute(new RestRequest("/api/2.0/clusters/list"));
        var tagged = new RestClient("https://adb-1.2.azuredatabricks.net");
        tagged.AddDefaultHeader("User-Agent", Agent);
        injected.Execute(new RestRequest($"https://{host}/api/2.0/clusters/list"));
    }
}
