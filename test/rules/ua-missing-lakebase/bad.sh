#!/usr/bin/env bash
TOKEN=$(databricks postgres generate-database-credential "projects/acme/branches/main/endpoints/rw" -o json | jq -r .token)
PGPASSWORD="$TOKEN" psql "host=$HOST port=5432 dbname=acme user=$EMAIL sslmode=require" -c "SELECT 1"
# <- ua-missing-lakebase 20 24
psql "postgresql://acme:$TOKEN@$HOST:5432/acme?sslmode=require" -f schema.sql
# <- ua-missing-lakebase 0 4
PGSSLMODE=require psql -h "$HOST" -U "$EMAIL" -d acme -f seed.sql
# <- ua-missing-lakebase 18 22
