package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

func open(ctx context.Context) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig("host=ep-1.database.us-east-1.cloud.databricks.com port=5432 dbname=databricks_postgres sslmode=require")
//              ^^^^^^^^^^^^^^^^^^^ ua-missing-lakebase
	if err != nil {
		return nil, err
	}
	config.MaxConnLifetime = 45 * time.Minute
	return pgxpool.NewWithConfig(ctx, config)
}

func direct(ctx context.Context) (*pgxpool.Pool, error) {
	return pgxpool.New(ctx, "postgres://app@ep-1.database.us-east-1.cloud.databricks.com:5432/databricks_postgres?sslmode=require")
//      ^^^^^^^^^^^ ua-missing-lakebase
}
