using Npgsql;

namespace Acme.Loader;

public static class Store
{
    private const string Agent = "Acme_Loader/1.2.0";

    public static void Open(string given)
    {
        new NpgsqlConnection("Host=ep-1.database.us-east-1.cloud.databricks.com;Application Name=" + Agent).Open();
        new NpgsqlConnection($"Host=ep-1.database.us-east-1.cloud.databricks.com;ApplicationName={Agent}").Open();

        var text = new NpgsqlConnectionStringBuilder { Host = "ep-1.database.us-east-1.cloud.databricks.com", ApplicationName = Agent };
        new NpgsqlConnection(text.ConnectionString).Open();

        var builder = new NpgsqlDataSourceBuilder("Host=ep-1.database.us-east-1.cloud.databricks.com");
        builder.ConnectionStringBuilder.ApplicationName = Agent;

        new NpgsqlConnection(given).Open();
        new NpgsqlConnection("Host=db.acme.example;Database=databricks").Open();
    }
}
