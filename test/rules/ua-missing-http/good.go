package rest

import (
	"fmt"
	"net/http"

	"github.com/go-resty/resty/v2"
)

const userAgent = "Acme_Loader/1.2.0"

type client struct {
	base string
	http *http.Client
}

func (c *client) send(method, path string) (*http.Response, error) {
	request, err := http.NewRequest(method, c.base+"/api/2.0/sql/statements/"+path, nil)
	if err != nil {
		return nil, err
	}
	c.decorate(request)
	return c.http.Do(request)
}

func (c *client) decorate(request *http.Request) {
	for name, value := range map[string]string{"Authorization": "Bearer x"} {
		request.Header.Set(name, value)
	}
	request.Header.Set("User-Agent", userAgent)
}

func others(c *client, base string, headers http.Header, use func(*http.Request)) {
	request, _ := http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)
	request.Header = http.Header{"user-agent": {userAgent}}

	request, _ = http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)
	request.Header["User-Agent"] = []string{userAgent}

	// What others do to it is not seen.
	given, _ := http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)
	given.Header = headers
	handed, _ := http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)
	use(handed)

	// Not Databricks, or not surely.
	http.Get("https://docs.databricks.com/aws/en/")
	http.Get("http://localhost:8080/api/2.0/clusters/list")
	http.Get(fmt.Sprintf("%s/api/v1/items", base))

	rest := resty.New().SetHeader("User-Agent", userAgent)
	rest.R().Get("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list")
	resty.New().R().SetHeaders(map[string]string{"User-Agent": userAgent}).Get("https://adb-1.2.azuredatabricks.net/api/2.1/jobs/list")
}
