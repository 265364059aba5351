using Npgsql;

namespace Acme.Loader;

public static class Store
{
    public static NpgsqlDataSource Open(Func<string> token)
    {
        var builder = new NpgsqlDataSourceBuilder("Host=ep-1.database.us-east-1.cloud.databricks.com;Database=databricks_postgres;SSL Mode=Require;Application Name=Acme_Loader/1.2.0");
        builder.UsePeriodicPasswordProvider((_, _) => new(token()), TimeSpan.FromMinutes(45), TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    public static string Text()
    {
        var text = new NpgsqlConnectionStringBuilder { Host = "ep-1.database.us-east-1.cloud.databricks.com", Database = "databricks_postgres" };
        text.ApplicationName = "Acme_Loader/1.2.0";
        return text.ConnectionString;
    }
}
