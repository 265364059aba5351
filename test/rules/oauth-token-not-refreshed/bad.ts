// Databricks
const token = await getAccessToken();
//    ^^^^^ oauth-token-not-refreshed
