package main

import (
	"database/sql"

	_ "github.com/alexbrainman/odbc"
)

func open() (*sql.DB, error) {
	return sql.Open("odbc", "Driver={Simba Spark ODBC Driver};Host=adb-1.2.azuredatabricks.net;Port=443;SSL=1;AuthMech=11;Auth_Flow=1")
//      ^^^^^^^^ ua-missing-odbc
}
