using System.Data.Odbc;

namespace Acme.Loader;

public static class Connections
{
    private const string Agent = "Acme_Loader/1.2.0";

    public static void Open(string host, string given)
    {
        new OdbcConnection($"Driver=Databricks ODBC Driver;Host={host};UserAgentEntry={Agent};AuthMech=11;Auth_Flow=2").Open();
        new OdbcConnection(string.Format("Driver={{Simba Spark ODBC Driver}};Host={0};useragententry={1}", host, Agent)).Open();

        var builder = new OdbcConnectionStringBuilder();
        builder.Driver = "Databricks ODBC Driver";
        builder["UserAgentEntry"] = Agent;
        new OdbcConnection(builder.ConnectionString).Open();

        // What is not seen, and other drivers.
        new OdbcConnection(given).Open();
        new OdbcConnection("DSN=" + given).Open();
        new OdbcConnection("Driver=Databricks ODBC Driver;Host=x;" + given).Open();
        new OdbcConnection("Driver={PostgreSQL Unicode};Server=databricks.acme.example").Open();
    }
}
