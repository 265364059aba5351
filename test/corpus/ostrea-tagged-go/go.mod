module ostrea.example/tagged

go 1.23

require github.com/databricks/databricks-sdk-go v0.112.0
