#!/usr/bin/env bash
set -euo pipefail
# Nothing here talks to Databricks.
docker build -t registry.nordlys.example/databricks-deploy:"$(git rev-parse --short HEAD)" .
curl -fsS https://registry.nordlys.example/api/2.0/health
pip download databricks-sql-connector==4.2.1 -d wheels
