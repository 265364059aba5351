package store

import (
	"database/sql"
	"fmt"
	"os"
	"time"

	dbsql "github.com/databricks/databricks-sql-go"
	"github.com/databricks/databricks-sql-go/auth/oauth/m2m"
)

const userAgent = "Harborline_Store/2.0.0"

type Config struct {
	Host, Path, ClientID, ClientSecret string
}

// Open makes a pool of tagged connections.
func Open(c Config) (*sql.DB, error) {
	connector, err := dbsql.NewConnector(
		dbsql.WithServerHostname(c.Host),
		dbsql.WithPort(443),
		dbsql.WithHTTPPath(c.Path),
		dbsql.WithClientCredentials(c.ClientID, c.ClientSecret),
		dbsql.WithUserAgentEntry(userAgent),
	)
	if err != nil {
		return nil, fmt.Errorf("connector: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(8)
	db.SetConnMaxIdleTime(10 * time.Minute)
	return db, nil
}

// OpenUntagged forgets the entry.
func OpenUntagged(c Config) (*sql.DB, error) {
	connector, err := dbsql.NewConnector(
		dbsql.WithServerHostname(c.Host),
		dbsql.WithHTTPPath(c.Path),
		dbsql.WithPort(443),
		dbsql.WithAuthenticator(m2m.NewAuthenticator(c.ClientID, c.ClientSecret, c.Host)),
	)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// OpenWith collects the options step by step.
func OpenWith(c Config, catalog string) (*sql.DB, error) {
	opts := []dbsql.ConnOption{
		dbsql.WithServerHostname(c.Host),
		dbsql.WithHTTPPath(c.Path),
	}
	opts = append(opts, dbsql.WithClientCredentials(c.ClientID, c.ClientSecret))
	if catalog != "" {
		opts = append(opts, dbsql.WithInitialNamespace(catalog, ""))
	}
	connector, err := dbsql.NewConnector(opts...)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// OpenMore leaves the rest to the caller.
func OpenMore(more ...dbsql.ConnOption) (*sql.DB, error) {
	opts := append([]dbsql.ConnOption{dbsql.WithServerHostname(os.Getenv("DATABRICKS_SERVER_HOSTNAME"))}, more...)
	connector, err := dbsql.NewConnector(opts...)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}
