import { homedir } from "node:os";
import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { Services } from "../services.ts";
import type { FoundToken } from "./knownPlaces.ts";
import { findClearTokens } from "./knownPlaces.ts";
import type { TokenNode } from "./tokenText.ts";
import { tokenText } from "./tokenText.ts";

export type TokensTreeServices = Pick<Services, "sessions" | "workspaces">;

/** Feeds the view `pwaf.tokens`: the user's tokens in the workspace, and secrets that lie in files. */
export class TokensTree extends Disposable implements vscode.TreeDataProvider<TokenNode> {
  readonly #services: TokensTreeServices;
  readonly #configPath: string;
  readonly #changed = this.own(new Emitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: TokensTreeServices, configPath: string) {
    super();
    this.#services = services;
    this.#configPath = configPath;
    this.own(services.sessions.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: TokenNode): Promise<TokenNode[]> {
    if (!node) return this.#groups();
    if (node.kind !== "group") return [];
    return node.group === "workspace" ? this.#inWorkspace() : inFiles(node.found);
  }

  getTreeItem(node: TokenNode): vscode.TreeItem {
    const { label, description, icon, isWarning, context, advice } = tokenText(node, Date.now(), homedir());
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, node.kind === "group" ? Expanded : None);
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon, isWarning && new vscode.ThemeColor("list.warningForeground"));
    item.contextValue = context;
    item.tooltip = tooltip([label, description, advice]);
    if (node.kind === "found")
      item.command = { command: "pwaf.token.openFound", title: "Open file", arguments: [node] };
    if (node.kind === "token") item.id = node.token.id;
    return item;
  }

  /** Empty where there is nothing to show: then the view says what to do. */
  async #groups(): Promise<TokenNode[]> {
    await this.#services.sessions.ready;
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
    const paths = folders.map(({ uri }) => uri.fsPath);
    const found = await findClearTokens(this.#configPath, paths);
    const isSignedIn = this.#services.sessions.current.kind === "signedIn";
    return [
      ...(isSignedIn ? [{ kind: "group", group: "workspace" } as const] : []),
      ...(isSignedIn || found.length > 0 ? [{ kind: "group", group: "files", found } as const] : []),
    ];
  }

  async #inWorkspace(): Promise<TokenNode[]> {
    try {
      const tokens = await (await this.#services.workspaces.client()).personalTokens();
      if (tokens.length === 0) return [{ kind: "note", text: "You have no personal access tokens" }];
      return tokens.map((token) => ({ kind: "token", token }));
    } catch (error) {
      return [{ kind: "error", error: error instanceof PwafError ? error : wrapError("list the tokens", error) }];
    }
  }
}

function inFiles(found: readonly FoundToken[]): TokenNode[] {
  if (found.length === 0) return [{ kind: "note", text: "None in the known places" }];
  return found.map((one) => ({ kind: "found", found: one }));
}

/** `appendText` escapes: comments come from the workspace and must stay text. */
function tooltip(parts: readonly (string | undefined)[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const part of parts) if (part !== undefined) text.appendText(part).appendMarkdown("\n\n");
  return text;
}
