using RestSharp;

namespace Acme.Loader;

public class Clusters
{
    public void List(string token)
    {
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        plain.GetAsync("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");
//      ^^^^^^^^^^^^^^ ua-missing-http

        var rest = new RestClient("https://adb-1.2.azuredatabricks.net");
//                     ^^^^^^^^^^ ua-missing-http
        var request = new RestRequest("/api/2.0/clusters/list", Method.Get);
        request.AddHeader("Authorization", $"Bearer {token}");
        rest.Execute(request);
    }
}
