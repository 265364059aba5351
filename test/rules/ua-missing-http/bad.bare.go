package rest

import "net/http"

func list(workspace string) (*http.Response, error) {
	// There is no way to give these a header.
	if _, err := http.Get("https://" + workspace + ".cloud.databricks.com/api/2.0/clusters/list"); err != nil {
//            ^^^^^^^^ ua-missing-http
		return nil, err
	}
	client := &http.Client{}
	return client.Get("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list")
//      ^^^^^^^^^^ ua-missing-http
}
