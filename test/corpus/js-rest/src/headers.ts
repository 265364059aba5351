const host = process.env.DATABRICKS_HOST!;

function headers(token: string): Headers {
  const all = new Headers({ Authorization: `Bearer ${token}` });
  all.set("User-Agent", "Ostrea_Console/2.0.1");
  return all;
}

export async function volumes(token: string) {
  const response = await fetch(`${host}/api/2.1/unity-catalog/volumes?catalog_name=main&schema_name=raw`, { headers: headers(token) });
  return response.json();
}

export async function call(path: string, init: RequestInit) {
  return fetch(`${host}/api/2.1/unity-catalog/${path}`, init);
}

export async function token(id: string, secret: string) {
  const response = await fetch(`${host}/oidc/v1/token`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
  });
  return (await response.json()).access_token as string;
}

export async function entraToken(tenant: string, body: URLSearchParams) {
  return fetch(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, { method: "POST", body });
}

export async function mintedToken(bearer: string) {
  return fetch(`${host}/api/2.0/token/create`, {
    method: "POST",
    headers: { Authorization: `Bearer ${bearer}`, "User-Agent": "Ostrea_Console/2.0.1" },
    body: JSON.stringify({ lifetime_seconds: 3600 }),
  });
}
