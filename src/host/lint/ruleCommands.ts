import { applyEdits, modify } from "jsonc-parser";
import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";

/** The page of a rule, and turning a rule off for the whole project. */
export function registerRuleCommands({
  commands,
  identities,
  extensionUri,
}: Pick<Services, "commands" | "identities" | "extensionUri">): IDisposable {
  const store = new DisposableStore();
  store.add(
    commands.register("pwaf.lint.openRule", async (rule: string) => {
      const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule.replaceAll(/[^a-z0-9-]/g, "")}.md`);
      await vscode.commands.executeCommand("markdown.showPreview", page);
    }),
  );
  store.add(
    commands.register("pwaf.lint.turnOffRule", async (uri: vscode.Uri, rule: string) => {
      const file = await configFileFor(uri, identities);
      await turnOff(rule, file);
      const message = `PWAF: ${rule} is off for this project, in \`pwaf lint\` too.`;
      const picked = await vscode.window.showInformationMessage(message, "Open pwaf.json");
      if (picked !== undefined) await vscode.window.showTextDocument(file);
    }),
  );
  return store;
}

/** The `pwaf.json` that speaks for a file, or where it would have to be written. */
async function configFileFor(uri: vscode.Uri, identities: Services["identities"]): Promise<vscode.Uri> {
  const { folder } = await identities.settingsFor(uri);
  const target = folder ?? (vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (target) return vscode.Uri.joinPath(target, "pwaf.json");
  throw new PwafError("config", "There is no folder to keep the project's rules in.", {
    hint: "Open the folder of your project; its rules go into pwaf.json.",
  });
}

/** Writes through the document, so that what somebody is typing in it is neither lost nor overtaken. */
async function turnOff(rule: string, file: vscode.Uri): Promise<void> {
  const create = new vscode.WorkspaceEdit();
  create.createFile(file, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(create);
  const document = await vscode.workspace.openTextDocument(file);
  const text = document.getText();
  const base = text.trim() === "" ? "{}\n" : text;
  const options = { formattingOptions: { tabSize: 2, insertSpaces: true } };
  const changed = applyEdits(base, modify(base, ["rules", rule], "off", options));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), changed);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
