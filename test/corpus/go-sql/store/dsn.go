package store

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"

	_ "github.com/databricks/databricks-sql-go"
	"github.com/jmoiron/sqlx"
)

func Tagged(id, secret string) (*sql.DB, error) {
	dsn := fmt.Sprintf("%s:443%s?authType=OauthM2M&clientId=%s&clientSecret=%s&userAgentEntry=Harborline_Store/2.0.0",
		os.Getenv("DATABRICKS_SERVER_HOSTNAME"), os.Getenv("DATABRICKS_HTTP_PATH"), url.QueryEscape(id), url.QueryEscape(secret))
	return sql.Open("databricks", dsn)
}

func Untagged(token string) (*sql.DB, error) {
	dsn := fmt.Sprintf("token:%s@%s:443%s?catalog=main&schema=store", token, os.Getenv("DATABRICKS_SERVER_HOSTNAME"), os.Getenv("DATABRICKS_HTTP_PATH"))
	return sql.Open("databricks", dsn)
}

func WrongCase(token string) (*sqlx.DB, error) {
	return sqlx.Connect("databricks", "token:"+token+"@dbc-00000000-0000.cloud.databricks.com:443/sql/1.0/warehouses/00000000000000aa?UserAgentEntry=Harborline_Store/2.0.0")
}

func FromEnvironment() (*sql.DB, error) {
	return sql.Open("databricks", os.Getenv("DATABRICKS_DSN"))
}

func Postgres() (*sql.DB, error) {
	return sql.Open("postgres", "postgres://store@localhost/databricks?sslmode=disable")
}
