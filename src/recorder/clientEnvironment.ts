import type { Environment } from "../core/environment/isolate.ts";
import { isCloudHost } from "../core/recorder/hosts.ts";

/** What clients need to know to reach a recorder. */
export interface Reach {
  /** Address of the HTTP proxy. */
  readonly proxy: string;
  readonly port: number;
  /** The workspace as clients are to name it. */
  readonly host: string;
  /** No workspace stands behind the recorder: any name of Databricks will do, and any credential. */
  readonly isStandIn: boolean;
  /** PEM: the recorder's authority alone, and together with all that is trusted otherwise. */
  readonly caFile: string;
  readonly bundleFile: string;
  readonly javaTrustStore: string;
  readonly nodeHook: string;
}

/** Variables by which a program would sign in or find its workspace on its own. */
const credentials =
  /^(?:DATABRICKS_(?:TOKEN|CLIENT_ID|CONFIG_PROFILE|AUTH_TYPE|USERNAME|ACCESS_TOKEN|OIDC_\w+)|ARM_\w+|GOOGLE_\w+)$/i;

/** In the form of a token that nobody has. */
const noToken = "not-a-token-the-recorder-made-it-up";
const noWarehouse = "0000000000000000";

/**
 * The variables that lead a program to the recorder: the workspace's address, the proxy, and the authority to trust, in
 * the spelling of each runtime. A program that a variable misses (an address in its code) is reached by the proxy; one
 * that heeds no proxy, by the address.
 * @param environment what the program would have otherwise
 */
export function clientEnvironment(reach: Reach, environment: Environment): Record<string, string> {
  const { proxy, port, bundleFile } = reach;
  const append = (name: string, text: string) => [environment[name], text].filter(Boolean).join(" ");
  const java = [
    "-Dhttps.proxyHost=127.0.0.1",
    `-Dhttps.proxyPort=${port}`,
    `-Djavax.net.ssl.trustStore=${quoted(reach.javaTrustStore)}`,
    "-Djavax.net.ssl.trustStoreType=PKCS12",
  ];
  const direct = noProxy(environment["NO_PROXY"] ?? environment["no_proxy"] ?? "");
  return {
    ...workspace(reach, environment),
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    // gRPC looks here before it looks there (`doc/environment_variables.md` of grpc).
    grpc_proxy: proxy,
    no_grpc_proxy: direct,
    SSL_CERT_FILE: bundleFile,
    REQUESTS_CA_BUNDLE: bundleFile,
    CURL_CA_BUNDLE: bundleFile,
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: bundleFile,
    NODE_EXTRA_CA_CERTS: bundleFile,
    NODE_OPTIONS: append("NODE_OPTIONS", `--require ${quoted(reach.nodeHook)}`),
    JAVA_TOOL_OPTIONS: append("JAVA_TOOL_OPTIONS", java.join(" ")),
  };
}

function workspace({ host, isStandIn }: Reach, environment: Environment): Record<string, string> {
  if (!isStandIn) return { DATABRICKS_HOST: host, DATABRICKS_SERVER_HOSTNAME: new URL(host).host };
  const given = (name: string) => (environment[name] ?? "") !== "";
  const own = (environment["DATABRICKS_HOST"] ?? "").replace(/^https:\/\//i, "").replace(/[/:].*$/, "");
  const name = isCloudHost(own) ? own : new URL(host).host;
  const isSignedIn = Object.keys(environment).some((variable) => credentials.test(variable) && given(variable));
  return {
    DATABRICKS_HOST: `https://${name}`,
    DATABRICKS_SERVER_HOSTNAME: name,
    ...(given("DATABRICKS_HTTP_PATH") ? {} : { DATABRICKS_HTTP_PATH: `/sql/1.0/warehouses/${noWarehouse}` }),
    ...(given("DATABRICKS_WAREHOUSE_ID") ? {} : { DATABRICKS_WAREHOUSE_ID: noWarehouse }),
    ...(isSignedIn ? {} : { DATABRICKS_TOKEN: noToken }),
  };
}

/** Databricks has to go through the recorder, and this machine's own servers past it. */
function noProxy(own: string): string {
  const kept = own
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "" && entry !== "*" && !/databricks/i.test(entry));
  return [...new Set([...kept, "127.0.0.1", "localhost"])].join(",");
}

/** Both kinds of options are split at spaces and take double quotes. */
function quoted(path: string): string {
  return /\s/.test(path) ? `"${path.replaceAll("\\", "\\\\")}"` : path;
}
