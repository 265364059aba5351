package tags

import "github.com/databricks/databricks-sdk-go/useragent"

func wrong() {
	useragent.WithProduct("Tessera_Agent", "1.0")
	useragent.WithProduct("Tessera_Agent", "v1.0.0")
	useragent.WithProduct("tessera-agent", "1.0.0")
	useragent.WithProduct("Tessera+Agent", "1.0.0")
}

func right(build string) {
	useragent.WithProduct("Tessera_Agent", "1.0.0-rc.1+build.5")
	useragent.WithProduct("Tessera_Agent", build)
	useragent.WithUserAgentExtra("tessera-component", "indexer")
}
