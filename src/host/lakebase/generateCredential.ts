import * as vscode from "vscode";
import { endpointLabel, newCredential, targetOf, type LakebaseServices } from "./databaseTarget.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

/** Makes a database credential and lets it be copied once. It is never shown, and forgotten with the message. */
export async function generateCredential(services: LakebaseServices, node: LakebaseNode | undefined): Promise<void> {
  const target = await targetOf(services, node);
  if (target === undefined) return;
  const client = await services.workspaces.client();
  const { token, expiresAt } = await newCredential(client, target);
  const until = new Date(expiresAt).toLocaleTimeString();
  const text = `Credential for ${endpointLabel(target.name)}: ${masked(token)}, valid until ${until}. It can be copied once.`;
  if ((await vscode.window.showInformationMessage(text, "Copy")) !== "Copy") return;
  await vscode.env.clipboard.writeText(token);
  const { userName } = await client.me();
  vscode.window.setStatusBarMessage(`PWAF: Copied: the password of ${userName} until ${until}`, 10_000);
}

/** Says that it is there, and nothing of it. */
function masked(token: string): string {
  return `•••••••• (${token.length} characters)`;
}
