import axios from "axios";

const host = "https://adb-1.2.azuredatabricks.net";

export async function run(token: string, statement: string) {
  return fetch(`${host}/api/2.0/sql/statements`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "User-Agent": "Acme_Loader/1.2.0" },
    body: JSON.stringify({ statement }),
  });
}

export class Jobs {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  start(job: number) {
    const headers = { Authorization: `Bearer ${this.token}`, "User-Agent": "Acme_Loader/1.2.0" };
    return axios.post(`${this.baseUrl}/api/2.1/jobs/run-now`, { job_id: job }, { headers });
  }
}
