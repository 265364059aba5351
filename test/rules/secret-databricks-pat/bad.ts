export const databricks = { token: "@@PAT@@" };
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-databricks-pat
