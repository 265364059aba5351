using System.Data.Odbc;

namespace Acme.Loader;

public static class Connections
{
    public static OdbcConnection Open()
    {
        var connection = new OdbcConnection("Driver={Simba Spark ODBC Driver};Host=adb-1.2.azuredatabricks.net;Port=443;SSL=1;AuthMech=11;Auth_Flow=1;UserAgentEntry=Acme_Loader/1.2.0");
        connection.Open();
        OdbcConnection other = new();
        other.ConnectionString = "Driver=Databricks ODBC Driver;Host=adb-1.2.azuredatabricks.net;UserAgentEntry=Acme_Loader/1.2.0";
        return connection;
    }

    public static string Build(string host)
    {
        var builder = new OdbcConnectionStringBuilder { Driver = "Simba Spark ODBC Driver" };
        builder["UserAgentEntry"] = "Acme_Loader/1.2.0";
        builder["Host"] = host;
        builder.Add("AuthMech", "11");
        return builder.ConnectionString;
    }
}
