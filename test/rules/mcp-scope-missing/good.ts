const workspace = "https://adb-1.2.azuredatabricks.net";

export const server = {
  url: `${workspace}/api/2.0/mcp/genie/01ef`,
  search: `${workspace}/api/2.0/mcp/ai-search/main/default/docs`,
  scopes: ["genie", "vector-search", "offline_access"],
};
