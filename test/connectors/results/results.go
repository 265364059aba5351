// Reads one query in every way that the SQL driver and the SDK for Go know.
//
// Prints a line of JSON for each: its name, how many rows came, and a digest of their text.
package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/databricks/databricks-sdk-go"
	dbx "github.com/databricks/databricks-sdk-go/service/sql"
	"github.com/databricks/databricks-sdk-go/useragent"
	dbsql "github.com/databricks/databricks-sql-go"
)

var (
	host      = os.Getenv("DATABRICKS_HOST")
	token     = os.Getenv("DATABRICKS_TOKEN")
	warehouse = os.Getenv("DATABRICKS_WAREHOUSE_ID")
	query     = os.Getenv("QUERY")
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func text(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case time.Time:
		if value.Equal(value.Truncate(24 * time.Hour)) {
			return value.Format(time.DateOnly)
		}
		return value.UTC().Format("2006-01-02T15:04:05.000")
	default:
		return fmt.Sprint(value)
	}
}

func report(way string, lines []string) {
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"way": way, "rows": len(lines), "digest": digest, "first": lines[:min(2, len(lines))],
	}))
}

func driver(way string, options ...dbsql.ConnOption) {
	address, err := url.Parse(host)
	check(err)
	connector, err := dbsql.NewConnector(append(options,
		dbsql.WithServerHostname(address.Hostname()),
		dbsql.WithPort(443),
		dbsql.WithHTTPPath(os.Getenv("DATABRICKS_HTTP_PATH")),
		dbsql.WithAccessToken(token),
		dbsql.WithUserAgentEntry("Acme_Loader/1.2.0"),
	)...)
	check(err)
	db := sql.OpenDB(connector)
	defer db.Close()
	rows, err := db.QueryContext(context.Background(), query)
	check(err)
	defer rows.Close()
	columns, err := rows.Columns()
	check(err)
	var lines []string
	for rows.Next() {
		values := make([]any, len(columns))
		places := make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		check(rows.Scan(places...))
		cells := make([]string, len(columns))
		for i, value := range values {
			cells[i] = text(value)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	check(rows.Err())
	report(way, lines)
}

// plain is text of the API as the other ways print it. The SDK makes NULL an empty text, and the query has no empty ones.
func plain(row []string) string {
	cells := make([]string, len(row))
	for i, value := range row {
		cells[i] = strings.TrimSuffix(value, "Z")
		if value == "" {
			cells[i] = "null"
		}
	}
	return strings.Join(cells, "|")
}

func chunks(client *databricks.WorkspaceClient, request dbx.ExecuteStatementRequest) []dbx.ResultData {
	ctx := context.Background()
	answer, err := client.StatementExecution.ExecuteAndWait(ctx, request)
	check(err)
	found := []dbx.ResultData{*answer.Result}
	for i := 1; i < answer.Manifest.TotalChunkCount; i++ {
		chunk, err := client.StatementExecution.GetStatementResultChunkNByStatementIdAndChunkIndex(ctx, answer.StatementId, i)
		check(err)
		found = append(found, *chunk)
	}
	return found
}

func sdk() {
	useragent.WithProduct("Acme_Loader", "1.2.0")
	client, err := databricks.NewWorkspaceClient(&databricks.Config{Host: host, Token: token, AuthType: "pat"})
	check(err)
	request := dbx.ExecuteStatementRequest{Statement: query, WarehouseId: warehouse}
	var lines []string
	for _, chunk := range chunks(client, request) {
		for _, row := range chunk.DataArray {
			lines = append(lines, plain(row))
		}
	}
	report("SDK, inline", lines)
	request.Disposition = dbx.DispositionExternalLinks
	lines = nil
	for _, chunk := range chunks(client, request) {
		for _, link := range chunk.ExternalLinks {
			download, err := http.NewRequest(http.MethodGet, link.ExternalLink, nil)
			check(err)
			for name, value := range link.HttpHeaders {
				download.Header.Set(name, value)
			}
			response, err := http.DefaultClient.Do(download)
			check(err)
			var rows [][]string
			check(json.NewDecoder(response.Body).Decode(&rows))
			check(response.Body.Close())
			for _, row := range rows {
				lines = append(lines, plain(row))
			}
		}
	}
	report("SDK, files of JSON", lines)
}

func main() {
	driver("driver, inline", dbsql.WithCloudFetch(false))
	driver("driver, files", dbsql.WithCloudFetch(true))
	sdk()
}
