import { DBSQLClient } from "@databricks/sql";
import { google } from "googleapis";

const host = process.env["DATABRICKS_SERVER_HOSTNAME"]!;
const path = process.env["DATABRICKS_HTTP_PATH"]!;

export const old = (token: () => Promise<string>) =>
  new DBSQLClient().connect({ host, path, authType: "external-token", getToken: token, clientId: "Sundial_Node/5.0.0" });

export async function older(provider: never) {
  const options = { host, path, authType: "custom" as const, provider, clientId: "Sundial_Node/5.0.0" };
  const client = new DBSQLClient();
  return client.connect(options);
}

/** The id of the OAuth app, which has an option of its own. */
export const signedIn = (oauthClientId: string, oauthClientSecret: string) =>
  new DBSQLClient().connect({
    host,
    path,
    authType: "databricks-oauth",
    oauthClientId,
    oauthClientSecret,
    userAgentEntry: "Sundial_Node/5.0.0",
  });

export const sheets = (clientId: string) => new google.auth.OAuth2({ clientId, redirectUri: "https://sundial.example/cb" });

const queue = { connect: (options: { clientId: string }) => options.clientId };

export const subscribed = queue.connect({ clientId: "sundial" });

export const unversioned = (token: () => Promise<string>) =>
  new DBSQLClient().connect({ host, path, authType: "external-token", getToken: token, userAgentEntry: "Sundial_Node" });

const release = process.env["npm_package_version"] ?? "5.0.0";

export const versioned = (token: () => Promise<string>) =>
  new DBSQLClient().connect({ host, path, authType: "external-token", getToken: token, userAgentEntry: ["Sundial_Node", release].join("/") });
