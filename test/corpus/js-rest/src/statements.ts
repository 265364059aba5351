import axios, { type AxiosInstance } from "axios";

const host = process.env.DATABRICKS_HOST!;

export interface Statement {
  readonly statement_id: string;
  readonly status: { readonly state: string };
}

export async function submit(statement: string, warehouse: string, token: string): Promise<Statement> {
  const response = await fetch(`${host}/api/2.0/sql/statements`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ statement, warehouse_id: warehouse, wait_timeout: "30s" }),
  });
  if (!response.ok) throw new Error(`statement failed: ${response.status}`);
  return (await response.json()) as Statement;
}

export async function poll(id: string, token: string): Promise<Statement> {
  const url = new URL(`/api/2.0/sql/statements/${id}`, host);
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token}`, "User-Agent": "Ostrea_Console/2.0.1" },
  });
  return (await response.json()) as Statement;
}

export function api(token: string): AxiosInstance {
  return axios.create({
    baseURL: `${host}/api/2.1`,
    headers: { Authorization: `Bearer ${token}`, "User-Agent": "Ostrea_Console/2.0.1" },
    timeout: 30_000,
  });
}

export async function catalogs(token: string): Promise<readonly string[]> {
  const { data } = await axios.get(`${host}/api/2.1/unity-catalog/catalogs`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return data.catalogs.map((catalog: { name: string }) => catalog.name);
}

export async function runNow(jobId: number, token: string): Promise<void> {
  await axios({
    method: "post",
    url: "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/jobs/run-now",
    headers: { Authorization: `Bearer ${token}` },
    data: { job_id: jobId },
  });
}
