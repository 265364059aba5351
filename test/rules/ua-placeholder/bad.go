package main

import (
	"github.com/databricks/databricks-sdk-go/useragent"
	dbsql "github.com/databricks/databricks-sql-go"
)

func init() {
	useragent.WithProduct("AcmePartner_DataConnector", "2.1.0")
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
}

func open() {
	_, _ = dbsql.NewConnector(dbsql.WithUserAgentEntry("isv-name_product-name/1.0.0"))
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-placeholder
}
