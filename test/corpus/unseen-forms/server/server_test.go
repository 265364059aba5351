package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The server under test stands in for a Databricks workspace.
func TestWhoAmI(t *testing.T) {
	server := httptest.NewServer(Handler())
	defer server.Close()
	request, err := http.NewRequest(http.MethodGet, server.URL+"/api/2.0/preview/scim/v2/Me", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.Client().Do(request); err != nil {
		t.Fatal(err)
	}
}
