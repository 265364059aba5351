package cmd

import (
	"context"
	"fmt"
	"os"

	"github.com/databricks/databricks-sdk-go"
	"github.com/databricks/databricks-sdk-go/service/catalog"
	"github.com/spf13/cobra"
)

var listCmd = &cobra.Command{
	Use:   "list",
	Short: "List catalogs",
	RunE: func(cmd *cobra.Command, args []string) error {
		return list(cmd.Context())
	},
}

func list(ctx context.Context) error {
	w, err := databricks.NewWorkspaceClient()
	if err != nil {
		return fmt.Errorf("no workspace: %w", err)
	}
	all, err := w.Catalogs.ListAll(ctx, catalog.ListCatalogsRequest{})
	if err != nil {
		return err
	}
	for _, c := range all {
		fmt.Println(c.Name)
	}
	return nil
}

func mixed() *databricks.WorkspaceClient {
	return databricks.Must(databricks.NewWorkspaceClient(&databricks.Config{
		Host:         os.Getenv("DATABRICKS_HOST"),
		Token:        os.Getenv("DATABRICKS_TOKEN"),
		ClientID:     os.Getenv("DATABRICKS_CLIENT_ID"),
		ClientSecret: os.Getenv("DATABRICKS_CLIENT_SECRET"),
	}))
}
