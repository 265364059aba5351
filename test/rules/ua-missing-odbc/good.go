package main

import (
	"database/sql"

	_ "github.com/alexbrainman/odbc"
)

func open(host string) (*sql.DB, error) {
	sql.Open("odbc", "Driver={SQL Server};Server=databricks.acme.example")
	return sql.Open("odbc", "Driver={Simba Spark ODBC Driver};Host="+host+";UserAgentEntry=Acme_Loader/1.2.0")
}
