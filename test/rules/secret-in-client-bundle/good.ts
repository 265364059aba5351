// NEXT_PUBLIC_DATABRICKS_TOKEN would be readable by everybody.
export const host = process.env.NEXT_PUBLIC_DATABRICKS_HOST;
export const tokenUrl = process.env.VITE_DATABRICKS_TOKEN_URL;
export const server = process.env.DATABRICKS_TOKEN;
export const other = process.env.NEXT_PUBLIC_MAPBOX_TOKEN;
export const hint = "Never use VITE_DATABRICKS_TOKEN in the browser.";
