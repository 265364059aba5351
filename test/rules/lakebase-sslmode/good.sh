#!/bin/sh
psql "host=ep-blue.database.us-west-2.cloud.databricks.com user=loader application_name=Acme_Loader/1.2.0 sslmode=require"
psql "host=ep-blue.database.us-west-2.cloud.databricks.com user=loader application_name=Acme_Loader/1.2.0 sslmode=$MODE"
psql "host=localhost user=loader sslmode=disable"
psql "host=ep-blue.database.us-west-2.cloud.databricks.com user=loader application_name=Acme_Loader/1.2.0"
