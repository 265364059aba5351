using Harborline.Warehouse;

var warehouse = new OdbcWarehouse();
using var connection = warehouse.Tagged(args[0], args[1]);
connection.Open();
using var command = connection.CreateCommand();
command.CommandText = "SELECT count(*) FROM main.bridge.events";
System.Console.WriteLine(command.ExecuteScalar());
