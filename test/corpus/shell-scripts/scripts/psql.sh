#!/usr/bin/env bash
set -euo pipefail

HOST=ep-quiet-dune-0001.database.eu-west-1.cloud.databricks.com

tagged() {
  PGPASSWORD="$1" psql "host=$HOST dbname=databricks_postgres user=app sslmode=require application_name=Nordlys_Deploy/1.0.0" -c "$2"
}

untagged() {
  PGPASSWORD="$1" psql "host=$HOST dbname=databricks_postgres user=app sslmode=require" -c "$2"
}

local_db() {
  psql -h localhost -d notes -c "$1"
}

"$@"
