#!/usr/bin/env bash
TOKEN=$(databricks postgres generate-database-credential "projects/acme/branches/main/endpoints/rw" -o json | jq -r .token)
PGPASSWORD="$TOKEN" psql "host=$HOST dbname=acme user=$EMAIL sslmode=require application_name=Acme_Loader/1.2.0" -c "SELECT 1"
PGPASSWORD="$TOKEN" psql "$CONNECTION" -c "SELECT 1"
psql -h localhost -U acme -c "SELECT 1"
