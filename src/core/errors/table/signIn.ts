import type { KnownError } from "../knownError.ts";

/** Settings that a client cannot sign in with. Specific texts stand before general ones. */
export const signInErrors: readonly KnownError[] = [
  {
    id: "mixed-auth",
    title: "Settings of two ways to sign in are mixed",
    says: ["more than one authorization method configured: …"],
    patterns: [/more than one authorization method configured(?:: (?<methods>[\w-]+(?:(?:,| and) [\w-]+)*))?/i],
    cause:
      "The client sees settings of {methods|two ways to sign in} at once; often one comes from the environment and the other from a profile or from code. A Databricks App always has its own OAuth variables.",
    fix: "Keep the settings of one way only, or name the way with auth_type or DATABRICKS_AUTH_TYPE.",
    actions: ["diagnose", "openTerminal", "openConfiguration"],
    rule: "auth-mixed-env",
  },
  {
    id: "no-credentials",
    title: "The client found nothing to sign in with",
    says: ["cannot configure default credentials"],
    patterns: [/cannot configure default credentials/i],
    cause:
      "No environment variable, profile or argument names a complete way to sign in. A client id and secret without an explicit type count as incomplete in some clients.",
    fix: 'Name the profile with DATABRICKS_CONFIG_PROFILE, or set auth_type="oauth-m2m" beside client id and secret.',
    actions: ["diagnose", "openTerminal", "signIn"],
    rule: "oauth-m2m-auth-type",
  },
  {
    id: "unknown-profile",
    title: "The configuration file has no such profile",
    says: ["… has no … profile configured"],
    patterns: [/has no (?<profile>[\w.@-]{1,80}) profile configured/i],
    cause: "DATABRICKS_CONFIG_PROFILE or the code names the profile {profile}, which is not in the configuration file.",
    fix: "Correct the name, add the profile, or point DATABRICKS_CONFIG_FILE to the file that has it.",
    actions: ["openConfiguration", "switchProfile"],
  },
  {
    id: "no-valid-settings",
    title: "The Python connector cannot sign in with what it got",
    says: ["No valid authentication settings"],
    patterns: [/No valid authentication settings/i],
    cause: "The arguments of sql.connect make no complete way to sign in.",
    fix: "Pass exactly one of access_token, credentials_provider and auth_type.",
    actions: ["insertSnippet", "diagnose"],
  },
  {
    id: "unexpected-browser",
    title: "The Python connector wants to sign in by browser",
    says: ["webbrowser.Error: could not locate runnable browser"],
    within: {
      context: ["pythonConnector", "databricks"],
      patterns: [/webbrowser\.Error: could not locate runnable browser/],
    },
    described: [
      /\bbrowser\b[^\n]{0,40}\b(?:opens?|opened|starts|pops up|window)\b[^\n]{0,60}\b(?:unexpected\w*|by itself|server|CI|container|pipeline)\b/i,
      /\bunexpected\w*\b[^\n]{0,40}\bbrowser\b/i,
    ],
    cause:
      "Without any way to sign in the connector opens a browser. That happens when access_token=os.getenv(…) gives None because the variable is not set.",
    fix: "Fail early when the variable is missing, and use a service principal (M2M) or workload identity federation where nobody sits at the machine.",
    actions: ["insertSnippet", "diagnose"],
    rule: "python-sql-implicit-browser",
  },
  {
    id: "basic-auth",
    title: "User name and password are no longer accepted",
    says: ["Username/password authentication is no longer supported"],
    patterns: [/Username\/password authentication is no longer supported/i],
    cause: "The code signs in with a user name and a password.",
    fix: "Use OAuth: a service principal with client id and secret, federation, or a browser.",
    actions: ["insertSnippet", "checkWorkspace"],
    rule: "auth-basic",
  },
  {
    id: "go-dsn",
    title: "The Go connection string has no usable sign-in",
    says: [
      "invalid DSN: basic auth not enabled",
      "invalid DSN: empty token",
      "invalid DSN: clientId and clientSecret params required",
    ],
    patterns: [
      /invalid DSN: (?:basic auth not enabled|empty token)/i,
      /invalid DSN[^\n]{0,40}clientId and clientSecret params required/i,
    ],
    cause:
      "The part in front of the @ is not token:…, the token is empty, or authType=OauthM2M stands without clientId and clientSecret. An empty environment variable is a common reason.",
    fix: "Use sql.OpenDB(dbsql.NewConnector(…)) with options instead of a string, and check the variables first.",
    actions: ["insertSnippet", "diagnose"],
  },
  {
    id: "credentials-provider-shape",
    title: "The connector got headers in place of a function",
    says: ["TypeError: 'dict' object is not callable"],
    within: { context: ["pythonConnector"], patterns: [/'dict' object is not callable/] },
    cause:
      "The Python connector calls what credentials_provider returns; cfg.authenticate returns the headers at once.",
    fix: "Pass credentials_provider=lambda: cfg.authenticate.",
    actions: ["insertSnippet", "checkWorkspace"],
    rule: "python-credentials-provider-shape",
  },
  {
    id: "auth-mech",
    title: "The JDBC driver does not know this AuthMech",
    says: ["Does not support authMech value …"],
    patterns: [/Does not support authMech value(?: (?<mechanism>\d+))?/i],
    cause: "The open-source JDBC driver accepts AuthMech 3 (token) and 11 (OAuth) only.",
    fix: "Use AuthMech=11 with Auth_Flow=1 for a service principal.",
    actions: ["insertSnippet"],
    rule: "jdbc-authflow-incomplete",
  },
  {
    id: "cli-token-scopes",
    title: "A Databricks CLI sign-in has other scopes than asked for",
    says: ["Token issued by Databricks CLI has scopes …", "custom scopes are not supported with databricks-cli auth"],
    patterns: [
      /Token issued by Databricks CLI has scopes/i,
      /custom scopes are not supported with databricks-cli auth/i,
    ],
    cause: "The scopes of such a token were chosen when somebody ran databricks auth login; code cannot change them.",
    fix: "Run databricks auth login --scopes with the scopes that are needed, or drop the scopes from the settings.",
    actions: ["diagnose", "openConfiguration"],
  },
  {
    id: "github-oidc",
    title: "GitHub Actions gives this job no identity token",
    says: ["github-oidc: not configured", "Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"],
    patterns: [/\bgithub-oidc\b[^\n]{0,60}\b(?:not configured|not available|cannot|failed)\b/i],
    within: { context: ["databricks"], patterns: [/ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)\b/] },
    cause:
      "The job lacks the permission id-token: write, or the audience or subject differs from the federation policy.",
    fix: "Add permissions: id-token: write to the job, and compare audience and subject with the policy.",
    actions: ["testFederation", "checkWorkspace"],
    rule: "gha-id-token-permission",
  },
  {
    id: "metadata-service",
    title: "The editor's sign-in service has stopped",
    says: ["Metadata Service returned empty token"],
    patterns: [/Metadata Service returned empty token/i],
    cause: "The program asks a sign-in service of an editor, which runs no more or has no profile chosen.",
    fix: "Select the profile anew in that editor, or start the program with the variables of one profile.",
    actions: ["openTerminal", "switchProfile", "diagnose"],
  },
];
