/** How a file that is no code is read. What it is for, its path and its keys say later. */
export type ConfigurationKind =
  | "dotenv"
  | "dockerfile"
  | "yaml"
  | "json"
  | "toml"
  | "xml"
  | "ini"
  | "properties"
  | "gradle"
  | "sbt"
  | "gomod"
  | "requirements"
  | "lock"
  | "terraform"
  | "sql";

const byName: readonly (readonly [RegExp, ConfigurationKind])[] = [
  [/^\.env(?:\.[\w.-]+|rc)?$|\.env$/i, "dotenv"],
  [/^(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$|\.dockerfile$/i, "dockerfile"],
  [
    /^(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/,
    "lock",
  ],
  [/^\.?(?:odbc|odbcinst)\.ini$|^\.databrickscfg(?:\..+)?$|\.(?:ini|cfg|databrickscfg)$/i, "ini"],
  [/^(?:requirements|constraints)(?:[.-][\w.-]+)?\.(?:txt|in)$|[.-]requirements\.(?:txt|in)$/i, "requirements"],
  [/^pom(?:[.-][\w.-]+)?\.xml$|^Directory\.(?:Packages|Build)\.props$|\.(?:xml|csproj|fsproj|config)$/i, "xml"],
  [/\.gradle(?:\.kts)?$/, "gradle"],
  [/\.sbt$/, "sbt"],
  [/^go\.mod$/, "gomod"],
  [/^Pipfile$|\.toml$/, "toml"],
  [/\.properties$|^spark-defaults\.conf$/i, "properties"],
  [/\.ya?ml$/i, "yaml"],
  [/\.jsonc?$|\.code-workspace$/i, "json"],
  [/\.(?:tf|tfvars)$/i, "terraform"],
  [/\.sql$/i, "sql"],
];

const requirementsFolder = /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/i;

/** The kind of a configuration file, manifest or script by its path (forward slashes). */
export function configurationKind(path: string): ConfigurationKind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    byName.find(([expression]) => expression.test(name))?.[1] ??
    (requirementsFolder.test(path) ? "requirements" : undefined)
  );
}

/** Globs of the files that `configurationKind` knows, for search tools. */
export const configurationGlobs: readonly string[] = [
  ".env",
  ".env.*",
  ".envrc",
  "*.env",
  "Dockerfile*",
  "Containerfile*",
  "*.dockerfile",
  "*.yml",
  "*.yaml",
  "*.json",
  "*.jsonc",
  "*.code-workspace",
  "*.toml",
  "Pipfile",
  "Pipfile.lock",
  "poetry.lock",
  "uv.lock",
  "pdm.lock",
  "yarn.lock",
  "*.xml",
  "*.csproj",
  "*.fsproj",
  "*.props",
  "*.config",
  "*.ini",
  "*.cfg",
  ".databrickscfg*",
  "*.databrickscfg",
  "*.properties",
  "spark-defaults.conf",
  "*.gradle",
  "*.gradle.kts",
  "*.sbt",
  "go.mod",
  "requirements*.txt",
  "requirements*.in",
  "constraints*.txt",
  "*requirements.txt",
  "requirements/*.txt",
  "*.tf",
  "*.tfvars",
  "*.sql",
];

/** A configuration file without one of these holds nothing that a rule could speak about; by far the most do. */
export const configurationTriggers: readonly string[] = [
  "databricks",
  "Databricks",
  "DATABRICKS",
  "Simba",
  "jdbc:spark:",
  "zerobus",
  "user_api_scopes",
  "WAREHOUSE_ID",
  "GENIE_SPACE",
  "OTEL_EXPORTER_OTLP_",
  "new_cluster",
  "spark_version",
  "sql_warehouses",
  "PGHOST",
  "SPARK_CONNECT_USER_AGENT",
  "hive_metastore",
  "dbfs:/",
  "/dbfs/",
  "COPY INTO",
  "copy into",
  "CREATE CONNECTION",
  "create connection",
  "PRIVILEGES ON CATALOG",
  "privileges on catalog",
  "LOCATION 's3",
  "LOCATION 'abfss",
  "LOCATION 'gs:",
  "lakebase",
  "LAKEBASE",
  "dapi",
  "pwaf-ignore",
];
