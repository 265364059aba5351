package main

import "github.com/databricks/databricks-sdk-go/useragent"

func init() {
	useragent.WithProduct("loader", "1.2.0")
	// <- ua-invalid-format 23 31
	useragent.WithUserAgentExtra("component", "indexer")
}
