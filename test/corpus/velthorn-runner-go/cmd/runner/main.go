package main

import (
	"context"
	"flag"
	"os"

	"github.com/databricks/databricks-sdk-go"
	"velthorn.example/runner/internal/fake"
)

func main() {
	profile := flag.String("profile", "", "")
	flag.Parse()
	w := databricks.Must(databricks.NewWorkspaceClient(&databricks.Config{Profile: *profile}))
	a, err := databricks.NewAccountClient()
	if err != nil {
		panic(err)
	}
	run(context.Background(), w, a, fake.NewWorkspaceClient(nil))
}

func both() (*databricks.WorkspaceClient, error) {
	return databricks.NewWorkspaceClient(&databricks.Config{
		Host:         os.Getenv("DATABRICKS_HOST"),
		Token:        os.Getenv("DATABRICKS_TOKEN"),
		ClientID:     os.Getenv("DATABRICKS_CLIENT_ID"),
		ClientSecret: os.Getenv("DATABRICKS_CLIENT_SECRET"),
	})
}
