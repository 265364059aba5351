package acme

import "net/http"

// Databricks sees this on every request.
type tagged struct{ next http.RoundTripper }

func (t tagged) RoundTrip(req *http.Request) (*http.Response, error) {
	copied := req.Clone(req.Context())
	copied.Header.Set("User-Agent", "Acme_Loader/1.2.0")
	return t.next.RoundTrip(copied)
}
