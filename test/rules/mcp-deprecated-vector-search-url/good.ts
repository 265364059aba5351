// Databricks called this /api/2.0/mcp/vector-search/ before.
export const url = "https://adb-1.2.azuredatabricks.net/api/2.0/mcp/ai-search/main/default/docs";
export const rest = "https://adb-1.2.azuredatabricks.net/api/2.0/vector-search/indexes";
