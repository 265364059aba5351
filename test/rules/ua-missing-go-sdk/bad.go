package main

import (
	"context"

	"github.com/databricks/databricks-sdk-go"
)

func main() {
	workspace := databricks.Must(databricks.NewWorkspaceClient())
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-go-sdk
	account, err := databricks.NewAccountClient(&databricks.Config{
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ua-missing-go-sdk
		Profile: "ACCOUNT",
	})
	if err != nil {
		panic(err)
	}
	_, _ = workspace.CurrentUser.Me(context.Background())
	_, _ = account.Workspaces.List(context.Background())
}
