import type { ConfigurationKind } from "../languages/configurationFiles.ts";
import type { Leaf } from "./leaf.ts";

/** What a configuration file is for, where its syntax alone does not say. */
export type ConfigurationRole =
  | "compose"
  | "github-workflow"
  | "gitlab-pipeline"
  | "azure-pipeline"
  | "bundle"
  | "databricks-app"
  | "kubernetes"
  | "launch"
  | "devcontainer"
  | "mcp"
  | "dbt"
  | "spring"
  | "iceberg"
  | "other";

const byPath: readonly (readonly [RegExp, ConfigurationRole])[] = [
  [/(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i, "compose"],
  [/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i, "github-workflow"],
  [/(?:^|\/)\.gitlab-ci(?:[.-][\w.-]+)?\.ya?ml$/i, "gitlab-pipeline"],
  [
    /(?:^|\/)azure-pipelines?(?:[.-][\w.-]+)?\.ya?ml$|(?:^|\/)\.azure(?:-pipelines|devops)\/.+\.ya?ml$/i,
    "azure-pipeline",
  ],
  [/(?:^|\/)databricks\.ya?ml$/i, "bundle"],
  [/(?:^|\/)app\.ya?ml$/i, "databricks-app"],
  [/(?:^|\/)\.vscode\/launch\.json$|\.code-workspace$/i, "launch"],
  [/(?:^|\/)\.?devcontainer(?:\/[\w.-]+)*\.json$/i, "devcontainer"],
  [/(?:^|\/)\.?mcp(?:[._-][\w-]+)?\.json$|(?:^|\/)claude_desktop_config\.json$/i, "mcp"],
  [/(?:^|\/)profiles\.ya?ml$/i, "dbt"],
  [/(?:^|\/)(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)$/i, "spring"],
  [/(?:^|\/)\.pyiceberg\.ya?ml$/i, "iceberg"],
];

/** What a file is for: by its name, or else by the keys at its top. */
export function configurationRole(path: string, kind: ConfigurationKind, leaves: readonly Leaf[]): ConfigurationRole {
  const named = byPath.find(([expression]) => expression.test(path.replaceAll("\\", "/")))?.[1];
  if (named !== undefined) return named;
  const top = new Set(leaves.map(({ path: [first = ""] }) => first));
  if (kind === "json" && (top.has("mcpServers") || (top.has("servers") && top.has("inputs")))) return "mcp";
  if (kind !== "yaml") return "other";
  if (top.has("apiVersion") && top.has("kind")) return "kubernetes";
  // Bundles are split over files that `databricks.yml` includes.
  if (
    top.has("bundle") ||
    (leaves.some(({ path: [a, b = ""] }) => a === "resources" && bundleResource.test(b)) && !top.has("steps"))
  )
    return "bundle";
  if (top.has("services")) return "compose";
  return "other";
}

const bundleResource =
  /^(?:apps|clusters|jobs|pipelines|schemas|volumes|model_serving_endpoints|sql_warehouses|dashboards)$/;
