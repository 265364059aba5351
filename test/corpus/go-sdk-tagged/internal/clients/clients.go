package clients

import (
	"os"

	"github.com/databricks/databricks-sdk-go"
)

// Workspace signs in as the service principal of the scheduler.
func Workspace() (*databricks.WorkspaceClient, error) {
	return databricks.NewWorkspaceClient(&databricks.Config{
		Host:         os.Getenv("DATABRICKS_HOST"),
		ClientID:     os.Getenv("DATABRICKS_CLIENT_ID"),
		ClientSecret: os.Getenv("DATABRICKS_CLIENT_SECRET"),
		AuthType:     "oauth-m2m",
	})
}

// Account reaches the account console with the default chain.
func Account() *databricks.AccountClient {
	return databricks.Must(databricks.NewAccountClient())
}
