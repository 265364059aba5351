package agent

import "github.com/databricks/databricks-sdk-go/useragent"

const version = "4.2.0"

func init() {
	useragent.WithPartner("Ostrea")
	useragent.WithProduct("Ostrea_Tagged", version)
	useragent.WithUserAgentExtra("component", "cache+index")
}
