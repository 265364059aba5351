import type { ClientMetadata } from "oidc-provider";
import { editorSchemes, extensionId } from "../relay.ts";

/** The public app of this extension. */
export const publicClientId = "pwaf-toolkit";

/** A custom app that has a secret, as a hosted product registers it. */
export const confidentialClientId = "pwaf-confidential";

/** Scopes that Databricks apps ask for. */
export const scopes = [
  ...(["openid", "profile", "email", "offline_access", "all-apis", "sql"] as const),
  // Those of the managed MCP servers.
  ...(["genie", "unity-catalog", "ai-search", "vector-search"] as const),
] as const;

/**
 * The OAuth apps of the workspace. Native apps may use any port on a loopback address, as RFC 8252 asks;
 * `databricks-cli` and `databricks-sql-connector` are Databricks' own built-in apps.
 */
export function clients(options: {
  readonly relayUrl: string;
  readonly servicePrincipal: { readonly id: string; readonly secret: string };
  readonly confidentialAppSecret: string;
}): ClientMetadata[] {
  const native = (id: string, name: string, redirects: string[]): ClientMetadata => ({
    client_id: id,
    client_name: name,
    application_type: "native",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: redirects,
  });
  return [
    native(publicClientId, "PWAF Toolkit", [
      options.relayUrl,
      ...editorSchemes.map((scheme) => `${scheme}://${extensionId}/auth/callback`),
      "http://localhost:8020",
      "http://127.0.0.1:8020",
    ]),
    native("databricks-cli", "Databricks CLI", ["http://localhost:8020"]),
    native("databricks-sql-connector", "Databricks SQL drivers", ["http://localhost:8030", "http://localhost:8020"]),
    {
      ...native(confidentialClientId, "Custom app with a secret", [options.relayUrl, "http://localhost:8080/callback"]),
      client_secret: options.confidentialAppSecret,
      token_endpoint_auth_method: "client_secret_post",
    },
    {
      client_id: options.servicePrincipal.id,
      client_secret: options.servicePrincipal.secret,
      client_name: "Emulator service principal",
      grant_types: ["client_credentials"],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: "client_secret_post",
    },
  ];
}
