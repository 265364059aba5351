package store

import (
	"context"
	"database/sql"
	"fmt"

	_ "github.com/lib/pq"
	"github.com/jackc/pgx/v5/pgxpool"
)

const userAgent = "Acme_Loader/1.2.0"

func open(ctx context.Context, host, given string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(fmt.Sprintf("host=ep-1.database.us-east-1.cloud.databricks.com user=%s sslmode=require", host))
	if err != nil {
		return nil, err
	}
	config.ConnConfig.RuntimeParams["application_name"] = userAgent

	sql.Open("postgres", "postgres://app@ep-1.database.us-east-1.cloud.databricks.com/databricks_postgres?application_name="+userAgent)
	sql.Open("postgres", given)
	sql.Open("postgres", "postgres://app@db.acme.example/databricks")
	return pgxpool.NewWithConfig(ctx, config)
}
