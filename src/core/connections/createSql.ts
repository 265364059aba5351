/** How a connection signs in at the other service, and who its calls are there. */
export interface AuthKind {
  readonly id: "bearer" | "m2m" | "u2mShared" | "u2mPerUser";
  readonly title: string;
  /** Whose rights count at the other service. */
  readonly identity: string;
  /** What to know before choosing it. */
  readonly advice: string;
  /** The options beside host and path, as SQL; never the value of a secret. */
  readonly options: readonly (readonly [name: string, sql: string])[];
}

const secret = (key: string): string => `secret('<scope>', '${key}')`;
const oauthApp = [
  ["client_id", "'<client id>'"],
  ["client_secret", secret("client-secret")],
  ["oauth_scope", "'<scopes, separated by spaces>'"],
] as const;
const userSignIn = [
  ["authorization_endpoint", "'https://<identity provider>/authorize'"],
  ["token_endpoint", "'https://<identity provider>/token'"],
] as const;

/** Sources: PWAF's kinds of connections (bearer, M2M, U2M shared, U2M per user); “CREATE CONNECTION” of the SQL reference. */
export const authKinds: readonly AuthKind[] = [
  {
    id: "bearer",
    title: "Bearer token",
    identity: "One token for all callers",
    advice: "Simple, but the token does not renew itself: whoever changes it changes the secret.",
    options: [["bearer_token", secret("token")]],
  },
  {
    id: "m2m",
    title: "OAuth machine to machine",
    identity: "One application for all callers",
    advice: "Renews itself. The other service sees the application, not the user.",
    options: [...oauthApp, ["token_endpoint", "'https://<identity provider>/token'"]],
  },
  {
    id: "u2mShared",
    title: "OAuth user to machine, shared",
    identity: "One user's sign-in for all callers",
    advice: "Stops for everybody when that user leaves. Create it, then sign in once in Catalog Explorer.",
    options: [...oauthApp, ...userSignIn],
  },
  {
    id: "u2mPerUser",
    title: "OAuth user to machine, per user",
    identity: "Each caller is themselves on both sides",
    advice: "Each user signs in once, in Catalog Explorer.",
    options: [...oauthApp, ...userSignIn],
  },
];

/**
 * A script that makes an HTTP connection, gives somebody the right to use it, and calls it. What stands in angle
 * brackets is to be filled in; secrets are named, never written.
 */
export function createConnectionSql(kind: AuthKind): string {
  const options = [["host", "'https://<host>'"], ["port", "'443'"], ["base_path", "'/'"], ...kind.options] as const;
  const width = Math.max(...options.map(([name]) => name.length));
  return `-- ${kind.title}: ${lowerFirst(kind.identity)} at the other service. ${kind.advice}
-- Needs CREATE CONNECTION on the metastore. The secret lies in a secret scope: databricks secrets put-secret <scope> <key>
CREATE CONNECTION \`<connection>\` TYPE HTTP
OPTIONS (
${options.map(([name, sql]) => `  ${name.padEnd(width)} ${sql}`).join(",\n")}
);

-- A service principal goes by its application id. Taking this back works at once, without a new deployment.
GRANT USE CONNECTION ON CONNECTION \`<connection>\` TO \`<application id>\`;

SELECT http_request(conn => '<connection>', method => 'GET', path => '/');
`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
