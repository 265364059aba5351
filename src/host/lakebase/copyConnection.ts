import * as vscode from "vscode";
import { connectionForms, environmentBlock, type ConnectionFacts } from "./connectionText.ts";
import { databaseOf, productTag, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

/** Puts a connection string of a client on the clipboard. It holds no secret. */
export async function copyConnection(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const facts = await factsOf(services, node, "Copy connection string");
  if (facts === undefined) return;
  const items = connectionForms(facts).map(({ title, remark, text }) => ({ label: title, detail: remark, text }));
  const picked = await vscode.window.showQuickPick(items, { title: "Copy connection string", placeHolder: "Client" });
  if (picked === undefined) return;
  await vscode.env.clipboard.writeText(picked.text);
  vscode.window.setStatusBarMessage(`PWAF: Copied the connection string for ${picked.label}, without a password`, 5000);
}

/** Puts the variables that clients of PostgreSQL read on the clipboard. */
export async function copyEnvironment(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const facts = await factsOf(services, node, "Copy environment");
  if (facts === undefined) return;
  await vscode.env.clipboard.writeText(environmentBlock(facts));
  vscode.window.setStatusBarMessage("PWAF: Copied the variables, without a password", 5000);
}

async function factsOf(
  services: LakebaseServices,
  node: LakebaseNode | undefined,
  title: string,
): Promise<ConnectionFacts | undefined> {
  const target = await targetOf(services, node);
  if (target === undefined) return undefined;
  const client = await services.workspaces.client();
  const database = await databaseOf(client, target, title);
  if (database === undefined) return undefined;
  const [{ userName }, applicationName] = await Promise.all([client.me(), productTag(services)]);
  return { target: target.name, ...target.address, database, user: userName, applicationName };
}
