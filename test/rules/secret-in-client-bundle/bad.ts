// Databricks
export const token = process.env.NEXT_PUBLIC_DATABRICKS_TOKEN;
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-client-bundle
export const secret = import.meta.env.VITE_DATABRICKS_CLIENT_SECRET;
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-client-bundle
export const indexed = process.env["REACT_APP_DBX_PAT"];
//                                  ^^^^^^^^^^^^^^^^^ secret-in-client-bundle
export const headers = { Authorization: `Bearer ${process.env.EXPO_PUBLIC_DATABRICKS_TOKEN}` };
//                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-client-bundle
