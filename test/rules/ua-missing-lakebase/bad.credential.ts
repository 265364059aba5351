import pg from "pg";

async function password(): Promise<string> {
  const answer = await fetch(`${process.env.DATABRICKS_HOST}/api/2.0/postgres/credentials`, {
    method: "POST",
    headers: { Authorization: `Bearer ${process.env.ACCESS_TOKEN}`, "User-Agent": "Acme_Loader/1.2.0" },
    body: JSON.stringify({ endpoint: process.env.LAKEBASE_ENDPOINT }),
  });
  return (await answer.json()).token;
}

export const pool = new pg.Pool({ host: process.env.PGHOST, password, ssl: true, maxLifetimeSeconds: 2700 });
//                      ^^^^^^^ ua-missing-lakebase

export const ownDatabase = new pg.Pool({ host: "127.0.0.1", user: "dev" });
