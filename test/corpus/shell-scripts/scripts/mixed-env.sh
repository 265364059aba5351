#!/usr/bin/env bash
# Two ways to sign in at once: every SDK in the process stops.
export DATABRICKS_HOST=https://dbc-00000000-0000.cloud.databricks.com
export DATABRICKS_TOKEN="$(cat /run/secrets/token)"
export DATABRICKS_CLIENT_ID=6f1b0a52-0000-4000-8000-000000000001
export DATABRICKS_CLIENT_SECRET="$(cat /run/secrets/client-secret)"
exec python -m nordlys.deploy
