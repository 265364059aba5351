using System.Net.Http.Headers;

namespace Acme.Loader;

public class Statements
{
    private static readonly HttpClient Http = new();

    public async Task<string> RunAsync(string body, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://adb-1.2.azuredatabricks.net/api/2.0/sql/statements")
        {
            Content = new StringContent(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await Http.SendAsync(request);
//                           ^^^^^^^^^^^^^^ ua-missing-http
        return await response.Content.ReadAsStringAsync();
    }
}
