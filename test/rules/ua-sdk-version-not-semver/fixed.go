package main

import "github.com/databricks/databricks-sdk-go/useragent"

func init() {
	useragent.WithProduct("Acme_Loader", "1.2.0")
	useragent.WithProduct("Acme_Loader", `3.0.0`)
}
