package main

import "github.com/databricks/databricks-sdk-go/useragent"

func init() {
	useragent.WithProduct("Acme_Loader", "1.2")
//                                    ^^^^^ ua-sdk-version-not-semver
	useragent.WithProduct("Acme_Loader", `3`)
//                                    ^^^ ua-sdk-version-not-semver
}
