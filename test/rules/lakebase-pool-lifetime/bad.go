package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

func open(ctx context.Context) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig("postgres://app@ep-pale-river-0042.database.us-east-1.cloud.databricks.com/databricks_postgres?sslmode=require&application_name=Acme_Store/1.1.0")
	if err != nil {
		return nil, err
	}
	config.MaxConnLifetime = 2 * time.Hour
	// <- lakebase-pool-lifetime 1 39
	return pgxpool.NewWithConfig(ctx, config)
}
