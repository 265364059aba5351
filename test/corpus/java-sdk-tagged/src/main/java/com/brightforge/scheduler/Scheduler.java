package com.brightforge.scheduler;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;

class Scheduler implements Runnable {
  private final WorkspaceClient workspace;

  Scheduler(WorkspaceClient workspace) {
    this.workspace = workspace;
  }

  @Override
  public void run() {
    for (BaseJob job : workspace.jobs().list(new ListJobsRequest().setLimit(25L))) {
      System.out.println(job.getJobId() + " " + job.getSettings().getName());
    }
  }
}
