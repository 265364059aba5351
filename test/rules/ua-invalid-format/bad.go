package main

import dbsql "github.com/databricks/databricks-sql-go"

const agent = "Acme Loader/1.2.0"
//            ^^^^^^^^^^^^^^^^^^^ ua-invalid-format

func connect() {
	dbsql.NewConnector(dbsql.WithUserAgentEntry(agent))
	dbsql.NewConnector(dbsql.WithUserAgentEntry(`acmeloader`))
//                                           ^^^^^^^^^^^^ ua-invalid-format
}
