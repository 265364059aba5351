package rest

import (
	"fmt"
	"net/http"
	"os"
)

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

func jobs(client *http.Client, token string, id int) {
	request, _ := http.NewRequest("GET", fmt.Sprintf("https://%s/api/2.1/jobs/get?job_id=%d", os.Getenv("DATABRICKS_HOST"), id), nil)
//             ^^^^^^^^^^^^^^^ ua-missing-http
	request.Header = http.Header{"Authorization": {"Bearer " + token}}
	client.Do(request)
}
