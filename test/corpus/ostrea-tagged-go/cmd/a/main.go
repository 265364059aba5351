package main

import (
	"github.com/databricks/databricks-sdk-go"
	_ "ostrea.example/tagged/internal/agent"
)

func main() {
	_ = databricks.Must(databricks.NewWorkspaceClient())
	_ = databricks.Must(databricks.NewWorkspaceClient(&databricks.Config{Token: "", ClientID: ""}))
}
