package main

import (
	"context"
	"log"

	"github.com/brightforge/scheduler/internal/clients"
	"github.com/databricks/databricks-sdk-go/useragent"
)

const version = "4.0.0"

func init() {
	useragent.WithProduct("Brightforge_Scheduler", version)
	useragent.WithPartner("Brightforge")
}

func main() {
	ctx := context.Background()
	w, err := clients.Workspace()
	if err != nil {
		log.Fatal(err)
	}
	me, err := w.CurrentUser.Me(ctx)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("signed in as %s", me.UserName)
}
