package com.brightforge.scheduler;

import com.databricks.sdk.core.UserAgent;

public final class Main {
  private Main() {}

  public static void main(String[] args) {
    UserAgent.withProduct("Brightforge_Scheduler", "4.0.0");
    UserAgent.withPartner("Brightforge");
    new Scheduler(Clients.workspace()).run();
  }
}
