/**
 * Tells URLs of Databricks from those of everybody else. Texts may have unknown parts, shown as `{source}`: the source of
 * a part in the place of the host often says what it is (`{process.env.DATABRICKS_HOST}`).
 */

/** Hosts of workspaces, accounts and Lakebase endpoints. Source: databricks/databricks-sdk-py, `databricks/sdk/environments.py`. */
const hostFamily =
  /(?:^|[.}])(?:(?:cloud|gcp|dev|staging\.cloud)\.databricks\.com|cloud\.databricks\.(?:us|mil)|azuredatabricks\.net|databricks\.azure\.(?:us|cn))$/i;

/** Documentation, forums and marketing share the domain, and no API answers there. */
const siteForPeople =
  /^(?:docs|www|community|help|kb|status|learn|labs|academy|marketplace|login|signup|pages|training)\./i;

/** What templates write where the reader's workspace belongs: `your-workspace`, `YOUR_DATABRICKS_HOST`, `example.databricks.net`. */
const standIn =
  /^(?:(?:your|my)[-_](?:databricks|workspace|instance)[\w-]*|your[-_]host|[A-Z]*_?(?:DATABRICKS|WORKSPACE)_[A-Z_]+|(?:example|your[\w-]*|my[\w-]*|x{3,}|adb-x+[\w.-]*)\.(?:[\w-]+\.)?(?:azure)?databricks\.(?:com|net))$/;

/** Names of hosts that stand for a workspace but are none: an own backend, an app, a stand-in for tests. */
const otherHost = /app(?:s|_?url|_?host|_?name)?$|docs?(?:_?url)?$|proxy|backend|mock|fake|emulat|gateway|self_?url/i;

/** What follows `/api/2.x/` in paths that no other product has. `mlflow` is missing: every MLflow server answers there. */
const ownResources = [
  "sql/(?:statements|warehouses|endpoints|queries|alerts|dashboards|history/queries|permissions|config)",
  "unity-catalog|lakeview/|genie/|serving-endpoints|dbfs/|fs/(?:files|directories)|(?:preview/)?scim/v2",
  "jobs/(?:run-now|runs/|(?:create|reset|update|get|list|delete)\\b)",
  "clusters/(?:list|create|get|start|restart|edit|delete|permanent-delete|events|resize|spark-versions)",
  "workspace/(?:list|import|export|get-status|mkdirs|delete)",
  "mcp/(?:genie|sql|functions|vector-search|ai-search|external)",
  "vector-search/(?:indexes|endpoints)|postgres/(?:credentials|projects)|database/(?:credentials|instances)",
  "token/(?:create|list|delete)|token-management/|secrets/(?:scopes|get|put|list|delete|acls)",
  "instance-pools/|instance-profiles/|global-init-scripts|cluster-policies|policies/clusters",
  "permissions/(?:jobs|clusters|warehouses|notebooks|directories|pipelines|serving-endpoints|registered-models)/",
  "libraries/(?:install|uninstall|cluster-status|all-cluster-statuses)",
  "accounts/[^/]+/(?:oauth2|scim|workspaces|federationPolicies|servicePrincipals|networks|metastores)",
].join("|");

const ownPath = new RegExp(
  [
    `^/(?:api/2\\.[0-2]/(?:${ownResources})`,
    "api/1\\.2/(?:contexts|commands)/",
    "oidc/(?:v1|accounts/[^/]+/v1)/(?:token|authorize)",
    "\\.well-known/databricks-config",
    "serving-endpoints/[^/]+/invocations)",
  ].join("|"),
);

/** Paths that Databricks shares with other products. */
const sharedPath = /^\/(?:api\/(?:1\.2|2\.[0-2])|oidc|serving-endpoints)\//;

interface UrlText {
  /** Without user, password and port; a hole stands as `{}`. */
  readonly host: string;
  /** What the code writes in the holes of the host. */
  readonly sources: string;
  readonly path: string;
}

/**
 * Whether a request to this URL reaches Databricks: a host of its own, or an unknown host with a path that only its API has.
 * A host that is written out and belongs to somebody else (`localhost`, `github.com`) never does.
 */
export function isDatabricksUrl(text: string): boolean {
  const read = readUrl(text);
  if (!read) return false;
  const { host, sources, path } = read;
  if (siteForPeople.test(host)) return false;
  if (hostFamily.test(host)) return true;
  if (/(?:^|[.}])databricks\.com$/i.test(host)) return ownPath.test(path) || sharedPath.test(path);
  // Some of the host is written out, and it is not Databricks.
  if (host.replaceAll("{}", "").replaceAll(/[.:-]/g, "") !== "" && !standIn.test(host)) return false;
  if (ownPath.test(path)) return true;
  if (otherHost.test(sources)) return false;
  if (sharedPath.test(path) && /databricks|dbx|dbw|workspace_?(?:url|host|instance)/i.test(sources)) return true;
  return namesDatabricksHost(sources);
}

/** Whether a URL says in plain text that it leads to Databricks, not only by its path or the name of a variable. */
export function hasDatabricksHost(text: string): boolean {
  const read = readUrl(text);
  return read !== undefined && hostFamily.test(read.host) && !siteForPeople.test(read.host);
}

/** Whether this is the host of a Databricks Postgres, alone or in a URL or connection string. */
export function isLakebaseHost(text: string): boolean {
  const libpq = /(?:^|\s)host\s*=\s*'?([^\s']+)/i.exec(text)?.[1];
  const read = readUrl(libpq ?? text);
  if (!read) return false;
  const { host, sources } = read;
  if (host === "{}") return /lakebase[\w.[\]"']*host/i.test(sources);
  return /(?:^|[.}])database\./i.test(host) && hostFamily.test(host);
}

function namesDatabricksHost(source: string): boolean {
  return (
    /(?:databricks|dbx)[\w.]*(?:host|host_?name|instance|workspace|domain|url)\b/i.test(source) ||
    // What a client of the SDKs was configured with: `w.config.host`.
    /\b(?:w|wc|ws|_?sdk_?client|workspace_?client)\.config\.host\b/i.test(source)
  );
}

/** Takes a URL text apart. What stands in angle brackets (`<workspace-host>`) is a hole as well. */
function readUrl(text: string): UrlText | undefined {
  const holes: string[] = [];
  const flat = markHoles(text.trim(), holes);
  const groups = url.exec(flat)?.groups;
  const host = groups?.["host"] ?? "";
  const sources =
    holes.length === 0 ? "" : Array.from(host, (sign) => holes[sign.charCodeAt(0) - firstMark] ?? "").join(" ");
  return groups && { host: host.replaceAll(marks, "{}"), sources, path: groups["path"] ?? "" };
}

/** Each hole stands as one character of the private use area, so that what it holds cannot be taken for a part of the URL. */
const firstMark = 0xe000;
const marks = /[\uE000-\uF8FF]/g;
const url =
  /^(?:[a-z\uE000-\uF8FF][a-z0-9+.\uE000-\uF8FF-]*:\/\/)?(?:[^/?#@]*@)?(?<host>[^/?#:]*)(?::[^/?#]*)?(?<path>[/?#].*)?$/is;

function markHoles(text: string, holes: string[]): string {
  if (!/[{<]/.test(text)) return text;
  let flat = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const close = sign === "{" ? closing(text, at) : sign === "<" ? text.indexOf(">", at) : -1;
    if (close < 0) {
      flat += sign;
      continue;
    }
    flat += String.fromCharCode(firstMark + holes.length);
    holes.push(text.slice(at + 1, close));
    at = close;
  }
  return flat;
}

function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}
