package notes

import (
	"context"
	"os"
	"time"

	"github.com/databricks/databricks-sdk-go"
	"github.com/databricks/databricks-sdk-go/service/postgres"
	"github.com/databricks/databricks-sdk-go/useragent"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const host = "ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com"

func init() {
	useragent.WithProduct("Tessera_Notes", "2.0.0")
}

func Open(ctx context.Context) (*pgxpool.Pool, error) {
	w, err := databricks.NewWorkspaceClient()
	if err != nil {
		return nil, err
	}
	config, err := pgxpool.ParseConfig("postgres://" + os.Getenv("PGUSER") + "@" + host + ":5432/databricks_postgres?sslmode=require")
	if err != nil {
		return nil, err
	}
	config.ConnConfig.RuntimeParams["application_name"] = "Tessera_Notes/2.0.0"
	config.MaxConnLifetime = 45 * time.Minute
	config.BeforeConnect = func(ctx context.Context, c *pgx.ConnConfig) error {
		credential, err := w.Postgres.GenerateDatabaseCredential(ctx, postgres.GenerateDatabaseCredentialRequest{
			Endpoint: os.Getenv("LAKEBASE_ENDPOINT"),
		})
		if err != nil {
			return err
		}
		c.Password = credential.Token
		return nil
	}
	return pgxpool.NewWithConfig(ctx, config)
}

func Untagged(ctx context.Context, token string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, "host="+host+" user=app dbname=databricks_postgres sslmode=require password="+token)
}

func Plain(ctx context.Context, token string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, "host="+host+" user=app dbname=databricks_postgres sslmode=disable application_name=Tessera_Notes/2.0.0 password="+token)
}

func LongLived(ctx context.Context) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig("postgres://app@" + host + "/databricks_postgres?sslmode=require&application_name=Tessera_Notes/2.0.0")
	if err != nil {
		return nil, err
	}
	config.MaxConnLifetime = 2 * time.Hour
	return pgxpool.NewWithConfig(ctx, config)
}

func Local(ctx context.Context) (*pgx.Conn, error) {
	return pgx.Connect(ctx, os.Getenv("DATABASE_URL"))
}
