package main

import (
	"net/http"

	"github.com/databricks/databricks-sdk-go"
	"github.com/databricks/databricks-sdk-go/useragent"
)

func init() {
	useragent.WithProduct("Acme_Desk", "1.2.0")
}

func client(r *http.Request) (*databricks.WorkspaceClient, error) {
	return databricks.NewWorkspaceClient(&databricks.Config{
		Token: r.Header.Get("X-Forwarded-Access-Token"),
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ app-obo-auth-type
	})
}
