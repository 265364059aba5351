package acme

import "net/http"

func list(client *http.Client) (*http.Response, error) {
	req, err := http.NewRequest("GET", "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list", nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}
