using System.Collections.Generic;
using Apache.Arrow.Adbc;
using AdbcDrivers.Databricks;

namespace Harborline.Warehouse;

public static class AdbcWarehouse
{
    public static AdbcDatabase Tagged(string host, string path, string id, string secret)
    {
        var parameters = new Dictionary<string, string>
        {
            ["adbc.spark.host"] = host,
            ["adbc.spark.path"] = path,
            ["adbc.spark.type"] = "http",
            ["adbc.spark.auth_type"] = "oauth",
            ["adbc.databricks.oauth.grant_type"] = "client_credentials",
            ["adbc.databricks.oauth.client_id"] = id,
            ["adbc.databricks.oauth.client_secret"] = secret,
            ["adbc.spark.user_agent_entry"] = "Harborline_Bridge/2.2.0",
        };
        return new DatabricksDriver().Open(parameters);
    }
}
