package main

import "github.com/databricks/databricks-sdk-go/useragent"

// The company is named by a call of its own.
func init() {
	useragent.WithPartner("Acme")
	useragent.WithProduct("loader", "1.2.0")
}
