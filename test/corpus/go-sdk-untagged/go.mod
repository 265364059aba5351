module quillmark.example/desk

go 1.24

require (
	github.com/databricks/databricks-sdk-go v0.110.0
	github.com/spf13/cobra v1.8.1
)
