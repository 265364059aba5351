using System.Data.Odbc;

namespace Acme.Loader;

public static class Connections
{
    public static OdbcConnection Open()
    {
        var connection = new OdbcConnection("Driver={Simba Spark ODBC Driver};Host=adb-1.2.azuredatabricks.net;Port=443;SSL=1;AuthMech=11;Auth_Flow=1");
//                           ^^^^^^^^^^^^^^ ua-missing-odbc
        connection.Open();
        OdbcConnection other = new();
//      ^^^^^^^^^^^^^^ ua-missing-odbc
        other.ConnectionString = "Driver=Databricks ODBC Driver;Host=adb-1.2.azuredatabricks.net;";
        return connection;
    }

    public static string Build(string host)
    {
        var builder = new OdbcConnectionStringBuilder { Driver = "Simba Spark ODBC Driver" };
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-odbc
        builder["Host"] = host;
        builder.Add("AuthMech", "11");
        return builder.ConnectionString;
    }
}
