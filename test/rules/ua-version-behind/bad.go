package main

import (
	"github.com/databricks/databricks-sdk-go/useragent"
)

func init() {
	useragent.WithProduct("Acme_Loader", "1.1.9")
//                     ^^^^^^^^^^^^^ ua-version-behind
}
