package main

import (
	"github.com/databricks/databricks-sdk-go"
	agent "github.com/databricks/databricks-sdk-go/useragent"
)

const version = "1.2.0"

func init() {
	agent.WithProduct("Acme_Loader", version)
	agent.WithPartner("Acme")
}

func client(config *databricks.Config) *databricks.WorkspaceClient {
	return databricks.Must(databricks.NewWorkspaceClient(config))
}
