/** Databricks has no part in this agent. */
export const fetchLogo = () => fetch("https://cdn.marrowby.example/logo.svg", { headers: { "User-Agent": "Marrow_Logo/1.0.0" } });
