package docs

// Hints for the settings page.
const (
	HostHint  = "dbc-xxxxxxxx-xxxx.cloud.databricks.com"
	DSNHint   = "token:<token>@<host>:443/sql/1.0/warehouses/<id>"
	TokenHint = "dapi..."
)

// sql.Open("databricks", DSNHint) is what the example in the manual does.
func Hints() []string { return []string{HostHint, DSNHint, TokenHint} }
