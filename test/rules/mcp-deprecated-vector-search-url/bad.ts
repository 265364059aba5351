// Databricks
export const url = "https://adb-1.2.azuredatabricks.net/api/2.0/mcp/vector-search/main/default/docs";
//                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ mcp-deprecated-vector-search-url
