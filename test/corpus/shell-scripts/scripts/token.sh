#!/usr/bin/env bash
# Prints an access token of the service principal.
set -euo pipefail

UA="Nordlys_Deploy/1.0.0"

curl -sS -A "$UA" \
  -u "$DATABRICKS_CLIENT_ID:$DATABRICKS_CLIENT_SECRET" \
  -d 'grant_type=client_credentials&scope=all-apis' \
  "https://${DATABRICKS_SERVER_HOSTNAME}/oidc/v1/token" | jq -r .access_token
