/**
 * Names under which the workspace is reached through the proxy. Some clients sign in at Databricks' own clouds only, and
 * tell them by the end of the host name; others call port 443 whatever port they are told.
 */
export const cloudHosts = [
  "pwaf-emulator.cloud.databricks.com",
  "adb-1234567890123456.7.azuredatabricks.net",
  "1234567890123456.7.gcp.databricks.com",
] as const;

/** Whose cloud a request came to, by the name it was sent to; other names are taken for Amazon's, where most workspaces are. */
export function cloudOf(hostHeader: string | undefined): "aws" | "azure" | "gcp" {
  const origin = cloudOrigin(hostHeader) ?? "";
  if (origin.endsWith(".azuredatabricks.net")) return "azure";
  return origin.endsWith(".gcp.databricks.com") ? "gcp" : "aws";
}

/** The origin of a request that came to one of these names. */
export function cloudOrigin(hostHeader: string | undefined): string | undefined {
  const name = hostHeader?.toLowerCase().replace(/:443$/, "");
  return cloudHosts.some((host) => host === name) ? `https://${name}` : undefined;
}
