package main

import "github.com/databricks/databricks-sdk-go/useragent"

const build = "2024.01.05"
//            ^^^^^^^^^^^^ ua-sdk-version-not-semver

func use() {
	useragent.WithProduct("Acme_Reader", build)
	useragent.WithProduct("Acme_Loader", "v1.4.0")
//                                    ^^^^^^^^ ua-sdk-version-not-semver
}
