package dbx

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
)

const userAgent = "Ostrea_Probe/0.9.0"

type Client struct {
	host string
	http *http.Client
}

func New() *Client {
	return &Client{host: strings.TrimSuffix(os.Getenv("DATABRICKS_HOST"), "/"), http: http.DefaultClient}
}

func (c *Client) submit(ctx context.Context, token string, body any) (*http.Response, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.host+"/api/2.0/sql/statements", bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	return c.http.Do(request)
}

func (c *Client) submitTagged(ctx context.Context, token string, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.host+"/api/2.0/sql/statements", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("User-Agent", userAgent)
	return c.http.Do(request)
}

func (c *Client) token(id, secret string) (*http.Response, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"all-apis"}}
	request, err := http.NewRequest("POST", fmt.Sprintf("%s/oidc/v1/token", c.host), strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(id, secret)
	request.Header.Add("Content-Type", "application/x-www-form-urlencoded")
	return c.http.Do(request)
}

func documentation() (*http.Response, error) {
	return http.Get("https://docs.databricks.com/api/workspace/introduction")
}

func ours(path string) (*http.Response, error) {
	return http.Post("http://localhost:8080/api/2.0/"+path, "application/json", nil)
}
