package main

import (
	"database/sql"
	"os"

	dbsql "github.com/databricks/databricks-sql-go"
)

var db *sql.DB

func connect(host, token string) error {
	connector, err := dbsql.NewConnector(
//                 ^^^^^^^^^^^^^^^^^^ ua-missing-go-sql
		dbsql.WithServerHostname(host),
		dbsql.WithPort(443),
		dbsql.WithAccessToken(token),
	)
	if err != nil {
		return err
	}
	db = sql.OpenDB(connector)

	options := []dbsql.ConnOption{dbsql.WithServerHostname(host)}
	options = append(options, dbsql.WithClientCredentials(os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET")))
	if os.Getenv("FAST") != "" {
		options = append(options, dbsql.WithCloudFetch(true))
	}
	_, err = dbsql.NewConnector(options...)
//        ^^^^^^^^^^^^^^^^^^ ua-missing-go-sql

	db, err = sql.Open("databricks", "token:x@acme.cloud.databricks.com:443/sql/1.0/warehouses/a1?catalog=main")
//         ^^^^^^^^ ua-missing-go-sql
	return err
}
