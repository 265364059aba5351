import os
import time

from databricks.sdk import WorkspaceClient
from databricks.sdk.service import jobs


def client() -> WorkspaceClient:
    return WorkspaceClient(
        host=os.environ["DATABRICKS_HOST"],
        client_id=os.environ["DATABRICKS_CLIENT_ID"],
        client_secret=os.environ["DATABRICKS_CLIENT_SECRET"],
    )


def run_and_wait(job_id: int) -> jobs.Run:
    w = client()
    run = w.jobs.run_now(job_id=job_id)
    while True:
        state = w.jobs.get_run(run.run_id).state
        if state.life_cycle_state in (jobs.RunLifeCycleState.TERMINATED, jobs.RunLifeCycleState.INTERNAL_ERROR):
            return w.jobs.get_run(run.run_id)
        time.sleep(15)
