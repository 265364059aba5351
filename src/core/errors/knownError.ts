/** What helps with an error; each face of the product knows how to do some of it. */
export type ErrorAction =
  | "buildGrants"
  | "checkWorkspace"
  | "createRole"
  | "diagnose"
  | "insertSnippet"
  | "openConfiguration"
  | "openTerminal"
  | "record"
  | "showRedirects"
  | "signIn"
  | "switchProfile"
  | "testFederation"
  | "testLakebase";

/**
 * Texts that many programs use mean something only when it is known who says them: `role "x" does not exist` is an
 * error of any PostgreSQL server. An expression matches whatever gives the speaker away, nearby or in the same text.
 */
export const contexts = {
  databricks: /databricks|\bdapi/i,
  lakebase:
    /lakebase|\.database\.[\w.-]*databricks|databricks_(?:auth|postgres|create_role)|generate_?database_?credential|\bENDPOINT_NAME\b/i,
  app: /databricks[ -]?apps?\b|databricksapps\.com|x-forwarded-access-token/i,
  javaSdk: /com\.databricks\.sdk/,
  jdbc: /com\.databricks\.(?:client|internal|jdbc)|jdbc:databricks|databricks-jdbc/i,
  pythonConnector: /databricks[./\\]sql|credentials_provider|databricks-sql-connector/,
  federation: /federat|token[- ]exchange|subject_token/i,
} as const;

export type ErrorContext = keyof typeof contexts;

/**
 * An error that people meet with Databricks clients. Titles, causes and fixes are sentences; causes and fixes may take
 * up what a pattern has caught: `{role}`, or `{role|the role}` where it may have caught nothing.
 * Source: the troubleshooting tables of the Partner Well-Architected Framework and the clients' own texts.
 */
export interface KnownError {
  /** Anchor in docs/errors.md. It never changes. */
  readonly id: string;
  readonly title: string;
  /** How the message reads, for people; `…` stands for what varies. Empty where there is no message. */
  readonly says: readonly string[];
  /** Forms of the message that nothing else has. */
  readonly patterns?: readonly RegExp[];
  /** Forms that count only where the text or its surroundings show who says it. */
  readonly within?: { readonly context: readonly ErrorContext[]; readonly patterns: readonly RegExp[] };
  /** How people put it in words. Never looked for in what programs print. */
  readonly described?: readonly RegExp[];
  readonly cause: string;
  readonly fix: string;
  /** The one that helps most comes first. */
  readonly actions: readonly ErrorAction[];
  /** The rule of the linter that finds the code behind it. */
  readonly rule?: string;
}
