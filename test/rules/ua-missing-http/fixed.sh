#!/usr/bin/env bash
# Starts a Databricks job.
HOST="https://adb-1.2.azuredatabricks.net"

curl -A "Acme_Loader/1.2.0" -sS -X POST "$HOST/api/2.1/jobs/run-now" \
  -H "Authorization: Bearer $TOKEN" -d "{\"job_id\": $1}"
