export const config = {
  base: import.meta.env.VITE_API_BASE as string,
  token: import.meta.env.VITE_DATABRICKS_TOKEN as string,
};
