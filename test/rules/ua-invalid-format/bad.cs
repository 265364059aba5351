using System.Data.Odbc;

namespace Acme.Loader;

public static class Agents
{
    public static void Use(HttpClient client)
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Acme_Loader/1.2.0/x");
//                                                    ^^^^^^^^^^^^^^^^^^^^^ ua-invalid-format
        http.GetAsync("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");
    }
}
