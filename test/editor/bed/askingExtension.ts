import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./places.ts";

/** What the asking extension writes about the session it got, and what the workspace says to its token. */
export interface AskedSession {
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly status: number;
}

const manifest = {
  publisher: "other",
  name: "asking",
  displayName: "Asking",
  version: "1.0.0",
  engines: { vscode: "^1.105.0" },
  main: "./main.js",
  contributes: { commands: [{ command: "asking.ask", title: "Ask for a session", category: "Asking" }] },
};

const program = `
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");

exports.activate = ({ subscriptions }) => {
  const answer = (content) => writeFileSync(join(__dirname, "answer.json"), JSON.stringify(content));
  const command = () => ask().then(answer, (error) => answer({ error: String(error) }));
  subscriptions.push(vscode.commands.registerCommand("asking.ask", command));
};

async function ask() {
  const scopes = (await vscode.window.showInputBox({ prompt: "Scopes to ask for" })).split(" ");
  const session = await vscode.authentication.getSession("pwaf-databricks", scopes, { createIfNone: true });
  const { accessToken, account } = session;
  const headers = { authorization: "Bearer " + accessToken, "user-agent": "Other_Asking/1.0.0" };
  const { status } = await fetch(new URL(account.id).origin + "/api/2.0/preview/scim/v2/Me", { headers });
  return { account, scopes: session.scopes, accessToken, status };
}
`;

/** Another extension, which asks ours for a session and writes `answer.json` into its folder. */
export async function makeAskingExtension(): Promise<string> {
  const folder = await temporaryFolder("asking");
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), program);
  return folder;
}
