package main

import (
	"database/sql"
	"fmt"
	"os"

	dbsql "github.com/databricks/databricks-sql-go"
)

const (
	product = "Acme_Loader"
	version = "1.2.0"
)

type settings struct {
	host, token, dsn string
}

func userAgent() string { return fmt.Sprintf("%s/%s", product, version) }

func withDefaults(token string) []dbsql.ConnOption {
	return []dbsql.ConnOption{dbsql.WithAccessToken(token), dbsql.WithUserAgentEntry(userAgent())}
}

func (s *settings) open(more ...dbsql.ConnOption) error {
	if _, err := dbsql.NewConnector(dbsql.WithServerHostname(s.host), dbsql.WithUserAgentEntry(product+"/"+version)); err != nil {
		return err
	}
	_, err := dbsql.NewConnector(withDefaults(s.token)...)
	options := append(withDefaults(s.token), dbsql.WithPort(443))
	_, err = dbsql.NewConnector(options...)

	// What a caller hands in may hold anything.
	_, err = dbsql.NewConnector(more...)
	_, err = dbsql.NewConnector(append([]dbsql.ConnOption{dbsql.WithPort(443)}, more...)...)

	dsn := fmt.Sprintf("token:%s@%s:443/sql/1.0/warehouses/a1", s.token, s.host)
	dsn += "?userAgentEntry=" + userAgent()
	_, err = sql.Open("databricks", dsn)
	_, err = sql.Open("databricks", s.dsn)
	_, err = sql.Open("databricks", os.Getenv("DSN"))
	_, err = sql.Open("databricks", fmt.Sprintf("token:%s@%s:443/sql/1.0/warehouses/a1?%s", s.token, s.host, os.Getenv("PARAMETERS")))

	// Another driver.
	_, err = sql.Open("postgres", "postgres://localhost/databricks")
	return err
}
