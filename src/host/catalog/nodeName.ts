import { sqlName } from "../../core/base/sqlName.ts";
import type { NamedNode } from "./catalogNode.ts";

/** The name to write in code: quoted for SQL where it must be, a path for files, MLflow's URI for a model's version. */
export function codeName(node: NamedNode): string {
  switch (node.kind) {
    case "folder":
    case "file":
      return volumePath(node.path);
    case "version": {
      const [catalog, schema, model, version] = node.path;
      return `models:/${catalog}.${schema}.${model}/${version}`;
    }
    case "warehouse":
      return node.info.httpPath;
    case "catalog":
    case "schema":
    case "table":
    case "column":
    case "volume":
    case "function":
    case "model":
    case "location":
    case "connection":
      return sqlName(node.path);
  }
}

/** `/Volumes/<catalog>/<schema>/<volume>/…`, plain. */
export function volumePath(path: readonly string[]): string {
  return `/Volumes/${path.join("/")}`;
}

/**
 * The page of an object in the workspace's browser interface, below its origin; undefined where there is none. As other
 * tools link there (databricks/cli: `bundle/config/resources`, `InitializeURL`); no reference documents these addresses.
 */
export function browserPath(node: NamedNode): string | undefined {
  const at = (prefix: string, parts: readonly string[]) => [prefix, ...parts.map(encodeURIComponent)].join("/");
  switch (node.kind) {
    case "catalog":
    case "schema":
    case "table":
      return at("/explore/data", node.path);
    case "column":
      return at("/explore/data", node.path.slice(0, 3));
    case "volume":
      return at("/explore/data/volumes", node.path);
    case "folder":
    case "file": {
      const folder = node.kind === "folder" ? node.path : node.path.slice(0, -1);
      const volume = at("/explore/data/volumes", folder.slice(0, 3));
      return folder.length > 3 ? `${volume}?volumePath=${encodeURIComponent(`${volumePath(folder)}/`)}` : volume;
    }
    case "function":
      return at("/explore/data/functions", node.path);
    case "model":
      return at("/explore/data/models", node.path);
    case "version":
      return at(`${at("/explore/data/models", node.path.slice(0, 3))}/version`, node.path.slice(3));
    case "location":
      return at("/explore/locations", node.path);
    case "connection":
      return at("/explore/connections", node.path);
    case "warehouse":
      return at("/sql/warehouses", node.path);
  }
}
