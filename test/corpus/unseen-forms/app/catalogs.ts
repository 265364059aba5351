/** Reads experiments of the workspace that the environment names, written in any form. */
const host = process.env.DATABRICKS_HOST.replace(/^https:\/\//, "");

export async function experiments(token: string): Promise<unknown> {
  const answer = await fetch(`https://${host}/api/2.0/mlflow/experiments/search`, { headers: { Authorization: `Bearer ${token}` } });
  return answer.json();
}

export async function tagged(token: string): Promise<unknown> {
  const base = (process.env.DATABRICKS_HOST ?? "").replace(/\/$/, "");
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": "Fennwick_Rooms/1.4.0" };
  return (await fetch(`${base}/api/2.0/mlflow/experiments/search`, { headers })).json();
}
