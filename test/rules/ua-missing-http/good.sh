#!/usr/bin/env bash
UA="Acme_Loader/$(cat VERSION)"
AUTH=(-H "Authorization: Bearer $TOKEN" -A "$UA")

api() { curl -sS "${AUTH[@]}" "$DATABRICKS_HOST$1" "${@:2}"; }
api /api/2.1/jobs/list

curl -fsSL https://raw.githubusercontent.com/databricks/setup-cli/main/install.sh | sh
wget -q --user-agent="Acme_Loader/1.2.0" "https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list"
curl "$@" "$DATABRICKS_HOST/api/2.0/clusters/list"
