import type { CheckParts, LakebaseMethod } from "../../workspace/lakebase/connectionCheck.ts";
import { createWorkspaceClient, ownProduct } from "../../workspace/rest/workspaceClient.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { PwafError } from "../../core/base/errors.ts";
import { databaseOf, endpointLabel, productTag, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";
import { askMethod } from "./testMethods.ts";
import { showTest } from "./testReport.ts";

const title = "Test connection";

/** Signs in as a product would, with the fields of one method, and shows what came of each step. */
export async function testConnection(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const profile = services.profiles.active;
  if (profile === undefined) throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile." });
  const target = await targetOf(services, node);
  if (target === undefined) return;
  if (target.isInstance) {
    throw new PwafError("bad-request", "This is an instance of Lakebase Provisioned, the older generation.", {
      hint: "New integrations use projects (Autoscaling): test an endpoint of one.",
    });
  }
  const client = await services.workspaces.client();
  const database = await databaseOf(client, target, title);
  const method = database === undefined ? undefined : await askMethod(title);
  if (database === undefined || method === undefined) return;
  const own = `${ownProduct}/${services.extensionVersion}`;
  const tag = await productTag(services);
  const { checkConnection } = await import("../../workspace/lakebase/connectionCheck.ts");
  const applicationName = tag.startsWith("<") ? own : tag;
  const parts: CheckParts = {
    accessToken: (asked, signal) => accessToken(profile, asked, own, signal),
    workspace: (accessToken) =>
      createWorkspaceClient({
        host: profile.host,
        token: () => Promise.resolve(accessToken),
        productVersion: services.extensionVersion,
        log: services.log,
      }),
    now: () => Date.now(),
  };
  await showTest(endpointLabel(target.name), node, (onStep, signal) =>
    checkConnection(
      { ...target.address, endpoint: target.name, database, applicationName },
      method,
      parts,
      onStep,
      signal,
    ),
  );
}

async function accessToken(
  { host, accountId }: Profile,
  method: LakebaseMethod,
  userAgent: string,
  signal: AbortSignal,
): Promise<string> {
  if (method.kind === "pat") return method.token;
  const { OAuthClient } = await import("../../workspace/auth/oauthClient.ts");
  const http = { userAgent };
  const { clientId } = method;
  const clientSecret = method.kind === "m2m" ? method.clientSecret : undefined;
  const oauth = new OAuthClient({ host, accountId, clientId, clientSecret, http, now: () => Date.now() });
  const tokens =
    method.kind === "m2m" ? oauth.clientCredentials(signal) : oauth.exchangeToken(method.identityToken, signal);
  return (await tokens).accessToken;
}
