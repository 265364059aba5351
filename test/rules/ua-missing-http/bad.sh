#!/usr/bin/env bash
# Starts a Databricks job.
HOST="https://adb-1.2.azuredatabricks.net"

curl -sS -X POST "$HOST/api/2.1/jobs/run-now" \
# <- ua-missing-http 0 4
  -H "Authorization: Bearer $TOKEN" -d "{\"job_id\": $1}"
