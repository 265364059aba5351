using Npgsql;

namespace Harborline.Warehouse;

public static class LakebaseStore
{
    private const string Host = "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com";

    public static NpgsqlConnection Tagged(string user, string token) =>
        new($"Host={Host};Database=databricks_postgres;Username={user};Password={token};SSL Mode=Require;Application Name=Harborline_Bridge/2.2.0");

    public static NpgsqlConnection Untagged(string user, string token) =>
        new NpgsqlConnection($"Host={Host};Database=databricks_postgres;Username={user};Password={token};SSL Mode=Require");

    public static NpgsqlConnection Local() => new("Host=localhost;Database=bridge;Username=bridge");
}
