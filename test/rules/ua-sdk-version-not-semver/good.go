package main

import (
	"fmt"

	"github.com/databricks/databricks-sdk-go/useragent"
)

// Set by the linker.
var version = "0.0.0-dev"

func start(build string) {
	useragent.WithProduct("Acme_Loader", version)
	useragent.WithProduct("Acme_Loader", "1.2.0-rc.1+linux")
	useragent.WithProduct("Acme_Loader", build)
	useragent.WithProduct("Acme_Loader", fmt.Sprintf("%d.%d", 1, build))
	useragent.WithPartner("Acme")
	useragent.WithUserAgentExtra("tool", "1.2")
}
