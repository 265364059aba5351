package main

import (
	"database/sql"
	"os"

	dbsql "github.com/databricks/databricks-sql-go"
)

var db *sql.DB

func connect(host, token string) error {
	connector, err := dbsql.NewConnector(
		dbsql.WithServerHostname(host),
		dbsql.WithPort(443),
		dbsql.WithAccessToken(token),
		dbsql.WithUserAgentEntry("Acme_Loader/1.2.0"),
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
	_, err = dbsql.NewConnector(append(options, dbsql.WithUserAgentEntry("Acme_Loader/1.2.0"))...)

	db, err = sql.Open("databricks", "token:x@acme.cloud.databricks.com:443/sql/1.0/warehouses/a1?catalog=main&userAgentEntry=Acme_Loader/1.2.0")
	return err
}
