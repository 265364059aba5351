#!/usr/bin/env bash
# Starts a job and waits for it.
set -euo pipefail

: "${DATABRICKS_HOST:?}" "${JOB_ID:?}"
TOKEN=$(./scripts/token.sh)

api() {
  curl --fail --silent --show-error \
    -H "Authorization: Bearer $TOKEN" \
    -H "Content-Type: application/json" \
    "$DATABRICKS_HOST/api/2.1/jobs/$1" "${@:2}"
}

run_id=$(api run-now -d "{\"job_id\": $JOB_ID}" | jq -r .run_id)
while :; do
  state=$(api "runs/get?run_id=$run_id" | jq -r .state.life_cycle_state)
  [[ $state == TERMINATED || $state == INTERNAL_ERROR ]] && break
  sleep 10
done
echo "run $run_id: $state"
