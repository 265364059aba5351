module velthorn.example/runner

go 1.23

require (
	github.com/databricks/databricks-sdk-go v0.112.0
	github.com/databricks/databricks-sql-go v1.9.0
)
