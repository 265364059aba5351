/** One setting of a connection, as a product's form asks for it. */
export interface Field {
  /** The environment variable that programs read it from. */
  readonly variable: string;
  /** Name in stored settings: the attribute of unified authentication where there is one. */
  readonly key: string;
  readonly label: string;
  /** One sentence for the person who fills in the form. */
  readonly help: string;
  /** Never shown again after it is saved, and never logged. */
  readonly isSecret?: true;
  /** The product fills it in, from its own sign-in or its platform; nobody types it. */
  readonly isFilledIn?: true;
  /** Connections work without it. */
  readonly isOptional?: true;
  /** What counts when nothing is given. */
  readonly defaultValue?: string;
  /** Regular expression that the whole value matches (ECMAScript; anchors are part of it). */
  readonly pattern?: string;
  /** What the value looks like. */
  readonly example?: string;
}

/** A UUID: client ids of service principals and apps. Built-in apps have words instead. */
const clientId = "^[0-9A-Za-z-]{1,64}$";
const noSpace = "^\\S+$";

/**
 * Every variable that our snippets read. Keys and groups: drivers.md 1.4, which `core/environment/attributes.ts` holds
 * as data; forms of HTTP paths: the SQL drivers' documentation (leading slash optional, `endpoints` is the old word).
 */
export const fields: readonly Field[] = [
  {
    variable: "DATABRICKS_HOST",
    key: "host",
    label: "Workspace URL",
    help: "Address of the workspace, as the browser shows it. Anything behind the host name is ignored.",
    pattern: "^(?:[Hh][Tt][Tt][Pp][Ss]://)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?(?:[/?#]\\S*)?$",
    example: "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com",
  },
  {
    variable: "DATABRICKS_HTTP_PATH",
    key: "http_path",
    label: "HTTP path",
    help: "Under “Connection details” of the SQL warehouse.",
    pattern: "^/?sql/(?:1\\.0/(?:warehouses|endpoints)/[0-9A-Za-z-]+|protocolv1/o/\\d+/[0-9A-Za-z-]+)(?:\\?o=\\d+)?$",
    example: "/sql/1.0/warehouses/0123456789abcdef",
  },
  {
    variable: "DATABRICKS_CLUSTER_ID",
    key: "cluster_id",
    label: "Cluster ID",
    help: "Under “Tags” of the cluster's configuration.",
    pattern: "^[0-9A-Za-z-]+$",
    example: "0123-456789-abcdefgh",
  },
  {
    variable: "LAKEBASE_ENDPOINT",
    key: "endpoint",
    label: "Lakebase endpoint",
    help: "Resource name of the endpoint that the database credential is for.",
    pattern: "^projects/[^/\\s]+/branches/[^/\\s]+/endpoints/[^/\\s]+$",
    example: "projects/acme/branches/production/endpoints/primary",
  },
  {
    variable: "PGHOST",
    key: "database_host",
    label: "Database host",
    help: "Host name of the Lakebase endpoint.",
    pattern: "^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$",
    example: "ep-quiet-sun-a1b2c3d4.database.eastus2.azuredatabricks.net",
  },
  {
    variable: "PGPORT",
    key: "database_port",
    label: "Database port",
    help: "Port of the Lakebase endpoint.",
    isOptional: true,
    defaultValue: "5432",
    pattern: "^\\d{1,5}$",
  },
  {
    variable: "PGDATABASE",
    key: "database",
    label: "Database",
    help: "Name of the Postgres database.",
    isOptional: true,
    defaultValue: "databricks_postgres",
    pattern: "^\\S(?:.*\\S)?$",
  },
  {
    variable: "DATABRICKS_CLIENT_ID",
    key: "client_id",
    label: "Client ID",
    help: "Application ID of the service principal.",
    pattern: clientId,
    example: "00000000-0000-0000-0000-000000000000",
  },
  {
    variable: "DATABRICKS_CLIENT_SECRET",
    key: "client_secret",
    label: "Client secret",
    help: "OAuth secret of the service principal, made in Databricks.",
    isSecret: true,
    pattern: noSpace,
  },
  {
    variable: "DATABRICKS_U2M_CLIENT_ID",
    key: "client_id",
    label: "OAuth app client ID",
    help: "The OAuth app that users sign in to; an administrator adds it in the account console.",
    pattern: clientId,
    example: "00000000-0000-0000-0000-000000000000",
  },
  {
    variable: "DATABRICKS_ACCESS_TOKEN",
    key: "token",
    label: "Access token",
    help: "OAuth access token of the signed-in user. It lasts an hour: the product's own sign-in fills it in.",
    isSecret: true,
    isFilledIn: true,
    pattern: noSpace,
  },
  {
    variable: "DATABRICKS_REFRESH_TOKEN",
    key: "refresh_token",
    label: "Refresh token",
    help: "What the user's sign-in came with. Each works once: keep the one that comes with a new access token.",
    isSecret: true,
    isFilledIn: true,
    pattern: noSpace,
  },
  {
    variable: "DATABRICKS_OIDC_TOKEN_FILEPATH",
    key: "oidc_token_filepath",
    label: "Identity token file",
    help: "File that the platform keeps the identity provider's token in.",
    isFilledIn: true,
    pattern: "^\\S(?:.*\\S)?$",
    example: "/var/run/secrets/tokens/databricks",
  },
  {
    variable: "AZURE_CLIENT_ID",
    key: "azure_client_id",
    label: "Managed identity client ID",
    help: "Client ID of a user-assigned managed identity; a machine's own identity needs none.",
    isOptional: true,
    pattern: clientId,
    example: "00000000-0000-0000-0000-000000000000",
  },
  {
    variable: "DATABRICKS_TOKEN",
    key: "token",
    label: "Personal access token",
    help: "Made under “Developer” in the user's settings. OAuth is safer; offer this beside it, never instead of it.",
    isSecret: true,
    pattern: noSpace,
  },
];

/** The settings that a program reads, in the order of `fields`. */
export function fieldsIn(program: string): readonly Field[] {
  return fields.filter(({ variable }) => new RegExp(`\\b${variable}\\b`).test(program));
}
