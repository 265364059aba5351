package com.quillmark.desk;

import com.quillmark.internal.WorkspaceClient;

/** Our own workspace service, unrelated to {@code com.databricks.sdk.WorkspaceClient}. */
public class OtherWorkspace {
  public WorkspaceClient client() {
    return new WorkspaceClient("https://workspace.quillmark.example");
  }
}
