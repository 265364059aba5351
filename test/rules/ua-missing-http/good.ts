import axios from "axios";
import { headers } from "./headers";

const host = process.env.DATABRICKS_HOST;

export const tagged = () => fetch(`${host}/api/2.0/clusters/list`, { headers: { "user-agent": "Acme_Loader/1.2.0" } });
export const elsewhere = () => fetch(`${host}/api/2.0/clusters/list`, { headers: headers() });
export const handed = (init: RequestInit) => fetch(`${host}/api/2.0/clusters/list`, init);
export const documentation = () => fetch("https://docs.databricks.com/api/workspace/jobs");
export const release = () => fetch("https://api.github.com/repos/databricks/cli/releases");
export const backend = () => fetch("/api/2.0/sql/statements");
export const other = () => axios.get("https://example.com/api/2.0/users");
export const catalog = () => axios.get("http://localhost:8080/api/2.1/unity-catalog/catalogs");

export async function built(token: string) {
  const all = new Headers({ Authorization: `Bearer ${token}` });
  all.set("User-Agent", "Acme_Loader/1.2.0");
  return fetch(new URL("/api/2.0/sql/statements", "https://adb-1.2.azuredatabricks.net"), { headers: all });
}

const client = axios.create({ baseURL: "https://adb-1.2.azuredatabricks.net" });
client.defaults.headers.common["User-Agent"] = "Acme_Loader/1.2.0";
export const viaClient = () => client.get("/api/2.0/clusters/list");
