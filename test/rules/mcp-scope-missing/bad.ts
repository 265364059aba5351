const workspace = "https://adb-1.2.azuredatabricks.net";

export const server = {
  url: `${workspace}/api/2.0/mcp/genie/01ef`,
  //                ^^^^^^^^^^^^^^^^^^ mcp-scope-missing
  scopes: ["sql", "offline_access"],
};
