package main

import dbsql "github.com/databricks/databricks-sql-go"

func open() {
	_, _ = dbsql.NewConnector(dbsql.WithUserAgentEntry("Acme_Loader"))
//                                                  ^^^^^^^^^^^^^ ua-version-missing
}
