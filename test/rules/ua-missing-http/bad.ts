import axios from "axios";

const host = "https://adb-1.2.azuredatabricks.net";

export async function run(token: string, statement: string) {
  return fetch(`${host}/api/2.0/sql/statements`, {
    //   ^^^^^ ua-missing-http
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ statement }),
  });
}

export class Jobs {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  start(job: number) {
    const headers = { Authorization: `Bearer ${this.token}` };
    return axios.post(`${this.baseUrl}/api/2.1/jobs/run-now`, { job_id: job }, { headers });
    //     ^^^^^^^^^^ ua-missing-http
  }
}
