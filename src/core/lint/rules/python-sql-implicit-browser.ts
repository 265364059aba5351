import { defineRule } from "../rule.ts";

/** Options by which the connector signs in, each of which says what is meant. */
const ways = [
  "credentials_provider",
  "auth_type",
  "access_token",
  "_use_cert_as_auth",
  "_tls_client_cert_file",
  "use_kernel",
];

export const pythonSqlImplicitBrowser = defineRule({
  id: "python-sql-implicit-browser",
  severity: "warning",
  summary: "A connection of the Python connector says nothing about authentication, so it opens a browser.",
  files: ["Python"],
  fix: "none",
  checkSite({ connector, options, range }, context) {
    if (connector !== "python-sql" || options.open) return;
    // Less than this is no connection yet: the rest comes from where it is not seen, or is still to be written.
    if (!["server_hostname", "http_path"].every((name) => options.has(name)) && !options.has("_connection_uri")) return;
    if (ways.some((name) => (options.get(name)?.kind ?? "null") !== "null")) return;
    const message =
      'Without any authentication the connector opens a browser and waits for somebody to sign in, which a server or CI never does. Pass `credentials_provider`, or say `auth_type="databricks-oauth"` if a browser is meant.';
    context.report(range, message);
  },
});
