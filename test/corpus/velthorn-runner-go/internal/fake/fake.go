// Package fake stands in for the workspace in tests of databricks jobs.
package fake

type Client struct{}

// NewWorkspaceClient has the name of the SDK's.
func NewWorkspaceClient(config any) *Client {
	return &Client{}
}
