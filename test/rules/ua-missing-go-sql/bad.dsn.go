package main

import (
	"database/sql"
	"fmt"
	"os"

	_ "github.com/databricks/databricks-sql-go"
	"github.com/jmoiron/sqlx"
)

func connect(host, token string) (err error) {
	dsn := fmt.Sprintf("token:%s@%s:443%s", token, host, os.Getenv("DATABRICKS_HTTP_PATH"))
	_, err = sql.Open("databricks", dsn)
//        ^^^^^^^^ ua-missing-go-sql

	// Keys are case-sensitive: this one is a session parameter.
	_, err = sqlx.Connect("databricks", dsn+"?useragententry=Acme_Loader/1.2.0")
//        ^^^^^^^^^^^^ ua-missing-go-sql
	return err
}
