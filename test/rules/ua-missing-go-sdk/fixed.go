package main

import (
	"context"

	"github.com/databricks/databricks-sdk-go"
	"github.com/databricks/databricks-sdk-go/useragent"
)

func init() {
	useragent.WithProduct("Acme_Loader", "1.2.0")
}

func main() {
	workspace := databricks.Must(databricks.NewWorkspaceClient())
	account, err := databricks.NewAccountClient(&databricks.Config{
		Profile: "ACCOUNT",
	})
	if err != nil {
		panic(err)
	}
	_, _ = workspace.CurrentUser.Me(context.Background())
	_, _ = account.Workspaces.List(context.Background())
}
