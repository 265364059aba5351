const host = process.env["DATABRICKS_HOST"];

/** One request, which the caller completes. */
function request(clientId: string, state: string): URL {
  const url = new URL("/oidc/v1/authorize", host);
  url.searchParams.set("response_type", "code");
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("redirect_uri", "https://acme.example/cb");
  url.searchParams.set("state", state);
  return url;
}

export function signIn(clientId: string, state: string, challenge: string): URL {
  const url = request(clientId, state);
  url.searchParams.set("code_challenge", challenge);
  url.searchParams.set("code_challenge_method", "S256");
  return url;
}
