using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Harborline.Warehouse;

public sealed class RestWarehouse
{
    private readonly HttpClient _client;

    public RestWarehouse(string token)
    {
        _client = new HttpClient { BaseAddress = new Uri("https://dbc-00000000-0000.cloud.databricks.com") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Harborline_Bridge/2.2.0");
    }

    public Task<HttpResponseMessage> Submit(object body) => _client.PostAsJsonAsync("/api/2.0/sql/statements", body);

    public static async Task<string> Catalogs(string token)
    {
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/catalogs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<string> CatalogsTagged(string token)
    {
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/catalogs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("User-Agent", "Harborline_Bridge/2.2.0");
        var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public static Task<string> Docs() => new HttpClient().GetStringAsync("https://docs.databricks.com/api/workspace/introduction");
}
