using System;
using System.Data.Odbc;

namespace Harborline.Warehouse;

public sealed class OdbcWarehouse
{
    private const string UserAgent = "Harborline_Bridge/2.2.0";
    private readonly string _host = Environment.GetEnvironmentVariable("DATABRICKS_SERVER_HOSTNAME")!;
    private readonly string _path = Environment.GetEnvironmentVariable("DATABRICKS_HTTP_PATH")!;

    public OdbcConnection Tagged(string clientId, string clientSecret)
    {
        var text = $"Driver={{Simba Spark ODBC Driver}};Host={_host};Port=443;HTTPPath={_path};SSL=1;ThriftTransport=2;"
            + $"AuthMech=11;Auth_Flow=1;Auth_Client_ID={clientId};Auth_Client_Secret={clientSecret};UserAgentEntry={UserAgent}";
        return new OdbcConnection(text);
    }

    public OdbcConnection Untagged(string token)
    {
        return new OdbcConnection(
            $"Driver={{Databricks ODBC Driver}};Host={_host};Port=443;HTTPPath={_path};SSL=1;ThriftTransport=2;AuthMech=11;Auth_Flow=0;Auth_AccessToken={token}");
    }

    public OdbcConnection Built(string token)
    {
        var builder = new OdbcConnectionStringBuilder
        {
            Driver = "Simba Spark ODBC Driver",
        };
        builder["Host"] = _host;
        builder["HTTPPath"] = _path;
        builder["SSL"] = "1";
        builder["ThriftTransport"] = "2";
        builder["AuthMech"] = "11";
        builder["Auth_Flow"] = "0";
        builder["Auth_AccessToken"] = token;
        return new OdbcConnection(builder.ConnectionString);
    }

    public OdbcConnection SqlServer() =>
        new("Driver={ODBC Driver 18 for SQL Server};Server=db.internal;Database=databricks_audit;Trusted_Connection=yes");
}
