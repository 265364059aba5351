import type { SnippetAuth } from "./snippet.ts";

/** Ways to sign in as people know them, the ones that PWAF asks for first. */
export const snippetAuthNames: Readonly<Record<SnippetAuth, string>> = {
  m2m: "OAuth M2M: service principal",
  u2m: "OAuth U2M: sign-in in the browser",
  "u2m-token": "OAuth U2M: a user's token",
  "u2m-refresh": "OAuth U2M: a user's token, renewed",
  federation: "Workload identity federation",
  "account-federation": "Account-wide token federation",
  "azure-msi": "Managed identity of Azure",
  unified: "Unified authentication: environment or profile",
  pat: "Personal access token",
};
