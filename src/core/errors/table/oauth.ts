import type { KnownError } from "../knownError.ts";

/** What an OAuth server refuses, tokens that end, and federation. */
export const oauthErrors: readonly KnownError[] = [
  {
    id: "client-not-available",
    title: "This client id is no OAuth application of the account",
    says: ["OAuth application with client_id: … not available in Databricks account …"],
    patterns: [/OAuth application with client_id\b[^\n]{0,120}\bnot available/i],
    cause:
      "A browser sign-in was started with the id of a service principal, or with an application that another account owns.",
    fix: "Leave client_id out to use the built-in application, or take the id of an application that is registered in this account.",
    actions: ["openConfiguration", "showRedirects", "diagnose"],
    rule: "oauth-u2m-with-m2m-client-id",
  },
  {
    id: "redirect-uri",
    title: "The redirect address is not registered",
    says: ["redirect_uri … not registered for OAuth application …", "redirect_uri mismatch"],
    patterns: [/redirect[_ ]ur[il]\b[^\n]{0,160}\bnot registered for OAuth application/i],
    within: {
      context: ["databricks"],
      patterns: [
        /redirect[_ ]ur[il]\b[^\n]{0,80}\b(?:not registered|mismatch\w*|does not match|not allowed|invalid)/i,
        /\b(?:invalid|mismatched|mismatching|unregistered) redirect[_ ]ur[il]/i,
      ],
    },
    cause:
      "The address must be registered with the application letter by letter. The Java SDK takes http://localhost:8080/callback by itself, the Python connector always takes port 8020.",
    fix: "Register the exact address, or set http://localhost:8020 in Java. A change takes up to 30 minutes to hold.",
    actions: ["showRedirects", "openConfiguration"],
    rule: "oauth-redirect-builtin-java",
  },
  {
    id: "state-mismatch",
    title: "The answer belongs to another sign-in",
    says: ["state mismatch"],
    within: { context: ["databricks"], patterns: [/\bstate mismatch\b/i, /\bmismatching_state\b/i] },
    cause: "A browser page of an earlier attempt was used, or two sign-ins ran at once and one got the other's answer.",
    fix: "Close the old pages and sign in once. In your own code, keep the state of each attempt with its session.",
    actions: ["signIn"],
    rule: "oauth-missing-state",
  },
  {
    id: "port-in-use",
    title: "The port for the browser's answer is taken",
    says: ["cannot listen on …", "failed to listen on any port", "listen EADDRINUSE: address already in use …:8020"],
    patterns: [
      /EADDRINUSE[^\n]{0,60}:80[23]\d\b/,
      /:(?<port>80[23]\d): bind: address already in use/i,
      // Python names no port; the traceback names the caller.
      /(?<=\bdatabricks[./\\](?:sdk|sql)\b[\s\S]{0,2000})\[Errno \d+\] Address already in use/,
      /cannot listen on (?:localhost|127\.0\.0\.1|\[::1\]):?(?<port>80[234]\d)\b/i,
    ],
    within: {
      context: ["databricks"],
      patterns: [/\bcannot listen on\b/i, /failed to listen on any port/i],
    },
    cause:
      "A program waits on port {port|8020} (or 8030) for the browser to come back, and another program, or an earlier attempt, has it.",
    fix: "End the other program, or set DATABRICKS_OAUTH_CALLBACK_PORT where the client reads it. In a remote container forward the port.",
    actions: ["signIn", "diagnose"],
  },
  {
    id: "no-oauth",
    title: "This host has no OAuth",
    says: ["… does not support OAuth"],
    within: { context: ["databricks"], patterns: [/\bdoes not support OAuth\b/i] },
    cause:
      "The host is not a workspace or account console, has a path after it, or cannot be reached for its OAuth endpoints.",
    fix: "Set the host to https:// and the workspace's own address, and check that workspace and account are not mixed up.",
    actions: ["diagnose", "openConfiguration"],
    rule: "host-normalize",
  },
  {
    id: "no-refresh-token",
    title: "The sign-in has ended and cannot be renewed",
    says: ["token expired and refresh token is not set"],
    patterns: [/token expired and refresh token is not set/i],
    cause: "The sign-in asked for no offline_access, or the token was handed in from outside.",
    fix: "Add offline_access to the scopes and sign in again; whoever hands tokens in must renew them.",
    actions: ["signIn", "openConfiguration"],
    rule: "oauth-missing-offline-access",
  },
  {
    id: "federation-token-expired",
    title: "The identity provider's token is too old",
    says: ["TOKEN_EXPIRED: Failed to process token"],
    patterns: [
      /TOKEN_EXPIRED\b[^\n]{0,160}\bfailed to process token/i,
      /failed to process token\b[^\n]{0,160}\bTOKEN_EXPIRED/i,
    ],
    within: { context: ["federation"], patterns: [/\bTOKEN_EXPIRED\b/] },
    cause: "The token that was to be exchanged had expired: it was kept, or signed long before.",
    fix: "Fetch a new token from the identity provider for each exchange. If people sign in there, they have to do so again.",
    actions: ["testFederation"],
  },
  {
    id: "federation-token-invalid",
    title: "No federation policy fits this token",
    says: ["TOKEN_INVALID: … federation policy …"],
    patterns: [/TOKEN_INVALID\b[^\n]{0,240}\bfederation polic/i, /federation polic\w+\b[^\n]{0,240}\bTOKEN_INVALID\b/i],
    within: { context: ["federation"], patterns: [/\bTOKEN_INVALID\b/] },
    cause: "There is no policy, or issuer, audience, subject or keys of the token differ from it, or it is no JWT.",
    fix: "Compare the token's claims with the policy one by one, and check that the issuer's discovery address can be reached from outside.",
    actions: ["testFederation"],
    rule: "federation-params",
  },
  {
    id: "obo-exchange",
    title: "There is no identity token of the user to exchange",
    says: ["On-Behalf-Of Token Exchange … could not find identity provider token"],
    patterns: [/On-Behalf-Of Token Exchange\b[^\n]{0,200}\bcould not find identity provider token/i],
    cause: "The tool was to act for its user, but the user did not sign in there through OpenID Connect.",
    fix: "Sign in to the tool with OpenID Connect single sign-on, or choose another source for the subject token.",
    actions: ["testFederation"],
  },
  {
    id: "client-refused",
    title: "Client id or secret are not accepted",
    says: ["invalid_client", "Client authentication failed"],
    within: { context: ["databricks"], patterns: [/\binvalid_client\b/, /\bClient authentication failed\b/i] },
    cause:
      "The secret is wrong, expired or of another principal, or the workspace does not know the service principal.",
    fix: "Create a new secret for the service principal, and add it to the workspace with the entitlement “Workspace access”.",
    actions: ["diagnose", "openConfiguration"],
  },
  {
    id: "credential-not-sent",
    title: "No usable credential was sent",
    says: ["Credential was not sent or was of an unsupported type for this API."],
    patterns: [/Credential was not sent or was of an unsupported type for this API/i],
    cause: "The request has no Authorization header, or one of a kind that this API does not take, such as a password.",
    fix: "Send a token in the header, as Authorization: Bearer …, or let an SDK or driver of Databricks sign in.",
    actions: ["diagnose", "signIn", "insertSnippet"],
  },
  {
    id: "token-expired",
    title: "The access token has expired or is not valid here",
    says: [
      "Token is expired",
      "Invalid access token. [ReqId: …]",
      "Token is expiring within 30 seconds. (token expired)",
    ],
    patterns: [/Invalid access token\.? \[ReqId/i, /Token is expiring within \d+ seconds/i],
    within: {
      context: ["databricks"],
      patterns: [
        /\b(?:access[ _]token|token|JWT) (?:has |is |was )?expired\b/i,
        /\bExpiredJwtException\b/,
        /\bInvalid access token\b/i,
      ],
    },
    described: [
      /\b40[13]\b[^\n]{0,80}\bafter (?:about |around |exactly |roughly )?(?:an|one|1|60) ?(?:hours?|h\b|min\w*)/i,
    ],
    cause:
      "OAuth access tokens live for one hour, and this one was kept for longer; or the token is of another workspace. Databricks answers with 401 or with 403.",
    fix: "Let the SDK or driver fetch tokens by itself instead of passing one in, or renew it before it ends.",
    actions: ["signIn", "diagnose", "checkWorkspace"],
    rule: "oauth-token-not-refreshed",
  },
];
