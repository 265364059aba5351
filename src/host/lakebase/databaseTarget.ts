import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { LakebaseLogin } from "../../workspace/lakebase/connect.ts";
import type { DatabaseAddress, DatabaseCredential } from "../../workspace/lakebase/types.ts";
import { defaultDatabase } from "../../workspace/lakebase/types.ts";
import { ownProduct, type WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { Services } from "../services.ts";
import { lastPart, type LakebaseNode } from "./lakebaseNode.ts";

export type LakebaseServices = Pick<
  Services,
  "commands" | "editorDatabases" | "extensionVersion" | "identities" | "log" | "profiles" | "sessions" | "workspaces"
>;

/** An endpoint, or an instance of the older generation. */
export interface DatabaseTarget {
  readonly name: string;
  readonly isInstance: boolean;
  readonly address: DatabaseAddress;
  /** Parent of an endpoint. */
  readonly branch?: string;
}

/** The target of a command: the node it was called on, else one that is picked. Undefined when the user backs out. */
export async function targetOf(
  services: LakebaseServices,
  node: LakebaseNode | undefined,
): Promise<DatabaseTarget | undefined> {
  if (node?.kind === "endpoint") return endpointTarget(node.endpoint);
  if (node?.kind === "instance") return known(node.instance.name, node.instance.address, true);
  const client = await services.workspaces.client();
  return node?.kind === "group" ? ofBranch(client, node.branch.name) : pickEndpoint(client);
}

function endpointTarget({
  name,
  address,
}: {
  readonly name: string;
  readonly address?: DatabaseAddress;
}): DatabaseTarget {
  return { ...known(name, address, false), branch: name.slice(0, name.indexOf("/endpoints/")) };
}

function known(name: string, address: DatabaseAddress | undefined, isInstance: boolean): DatabaseTarget {
  if (address !== undefined) return { name, address, isInstance };
  throw new PwafError("unavailable", `${lastPart(name)} has no address yet.`, {
    hint: "It is being made or was stopped: refresh the view when it runs.",
  });
}

/** What changes a branch goes to its endpoint for writing. */
async function ofBranch(client: WorkspaceClient, branch: string): Promise<DatabaseTarget> {
  const endpoint = (await client.lakebaseEndpoints(branch)).find(({ isReadOnly }) => !isReadOnly);
  if (endpoint !== undefined) return endpointTarget(endpoint);
  throw new PwafError("not-found", `${lastPart(branch)} has no endpoint for reading and writing.`, {
    hint: "Add one in the Lakebase app of the workspace.",
  });
}

async function pickEndpoint(client: WorkspaceClient): Promise<DatabaseTarget | undefined> {
  const listed = async () => {
    const projects = await client.lakebaseProjects();
    const branches = (await Promise.all(projects.map(({ name }) => client.lakebaseBranches(name)))).flat();
    const endpoints = (await Promise.all(branches.map(({ name }) => client.lakebaseEndpoints(name)))).flat();
    if (endpoints.length === 0) throw new PwafError("not-found", "This workspace has no Lakebase endpoints.");
    return endpoints.map((endpoint) => ({
      label: endpointLabel(endpoint.name),
      description: endpoint.isReadOnly ? "read-only" : "",
      endpoint,
    }));
  };
  const picked = await vscode.window.showQuickPick(listed(), { title: "Lakebase endpoint", matchOnDescription: true });
  return picked && endpointTarget(picked.endpoint);
}

/** `orders / production / primary` */
export function endpointLabel(name: string): string {
  const [, project, , branch, , endpoint] = name.split("/");
  return endpoint === undefined ? name : [project, branch, endpoint].join(" / ");
}

/** The only database of a target, or the one that is picked. */
export async function databaseOf(
  client: WorkspaceClient,
  { branch }: DatabaseTarget,
  title: string,
): Promise<string | undefined> {
  if (branch === undefined) return defaultDatabase;
  const names = (await client.lakebaseDatabases(branch)).map(({ database }) => database);
  if (names.length <= 1) return names[0] ?? defaultDatabase;
  return vscode.window.showQuickPick(names, { title, placeHolder: "Database" });
}

export function newCredential(
  client: WorkspaceClient,
  { name, isInstance }: DatabaseTarget,
  signal?: AbortSignal,
): Promise<DatabaseCredential> {
  return isInstance ? client.instanceCredential(name, signal) : client.databaseCredential(name, signal);
}

/**
 * How this extension itself signs in: as whoever is signed in now, with a fresh credential for each connection. Once another
 * profile is chosen there are none.
 */
export async function ownLogin(
  { profiles, workspaces, extensionVersion }: LakebaseServices,
  target: DatabaseTarget,
  database: string,
): Promise<LakebaseLogin> {
  const client = await workspaces.client();
  const profile = profiles.active?.name ?? "";
  return {
    ...target.address,
    database,
    user: (await client.me()).userName,
    applicationName: `${ownProduct}/${extensionVersion}`,
    password: async () => {
      if (profiles.active?.name !== profile)
        throw new PwafError("config", `${endpointLabel(target.name)} belongs to the profile “${profile}”.`, {
          hint: "Switch back to it, or open an SQL editor on an endpoint of the profile that is chosen now.",
        });
      return (await newCredential(await workspaces.client(), target)).token;
    },
  };
}

/** The tag of the product that is being developed here, or the place where it goes. */
export async function productTag({ identities }: LakebaseServices): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const open = vscode.window.activeTextEditor?.document.uri ?? (folder && vscode.Uri.joinPath(folder, "pwaf.json"));
  const identity = open && (await identities.of(open));
  return identity === undefined ? "<isv>_<product>/<version>" : formatIdentity(identity);
}
