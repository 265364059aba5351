package rest

import (
	"bytes"
	"context"
	"net/http"

	"github.com/go-resty/resty/v2"
)

type Client struct {
	base  string
	token string
	http  *http.Client
}

func New(token string) *Client {
	return &Client{base: "https://adb-1.2.azuredatabricks.net", token: token, http: http.DefaultClient}
}

func (c *Client) Run(ctx context.Context, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/2.0/sql/statements", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "Acme_Loader/1.2.0")
	c.sign(request)
	return c.http.Do(request)
}

func (c *Client) sign(request *http.Request) {
	request.Header.Set("Authorization", "Bearer "+c.token)
}

func (c *Client) List() {
	client := resty.New().SetBaseURL(c.base)
	answer, err := client.R().SetAuthToken(c.token).SetHeader("User-Agent", "Acme_Loader/1.2.0").Get("/api/2.1/jobs/list")
}
