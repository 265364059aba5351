import { createHash, randomBytes } from "node:crypto";

const host = process.env["DATABRICKS_HOST"]!;

export function link(clientId: string, state: string): string {
  const url = new URL("/oidc/v1/authorize", host);
  url.searchParams.set("client_id", clientId);
  url.searchParams.set("response_type", "code");
  url.searchParams.set("redirect_uri", "https://sundial.example/cb");
  url.searchParams.set("state", state);
  url.searchParams.set("scope", "sql");
  return url.href;
}

export function safeLink(clientId: string): { href: string; verifier: string } {
  const verifier = randomBytes(32).toString("base64url");
  const url = new URL("/oidc/v1/authorize", host);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: "https://sundial.example/cb",
    state: randomBytes(16).toString("hex"),
    scope: "sql",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  return { href: url.href, verifier };
}
