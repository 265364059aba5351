module github.com/harborline/store

go 1.24

require (
	github.com/databricks/databricks-sql-go v1.14.0
	github.com/jmoiron/sqlx v1.4.0
)
