package com.acme.loader;

import com.acme.testing.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.UserAgent;

class Clients {
  static {
    UserAgent.withProduct("Acme_Loader", "1.2.0");
  }

  WorkspaceClient client = new WorkspaceClient();

  // new WorkspaceClient() in a comment, and of another library:
  Object other = new AccountClient("new WorkspaceClient()");
}
