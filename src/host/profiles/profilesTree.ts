import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { Services, SessionList } from "../services.ts";
import type { ProfileStore } from "./profileStore.ts";
import type { ProfilesNode } from "./profileText.ts";
import { nodeText, profileFacts } from "./profileText.ts";

/** Feeds the view `pwaf.profiles`: what is wrong with the file first, then its profiles in file order. */
export class ProfilesTree extends Disposable implements vscode.TreeDataProvider<ProfilesNode> {
  readonly #profiles: ProfileStore;
  readonly #sessions: SessionList;
  readonly #state: Services["state"];
  readonly #changed = this.own(new Emitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(profiles: ProfileStore, { sessions, state }: Pick<Services, "state"> & { sessions: SessionList }) {
    super();
    this.#profiles = profiles;
    this.#sessions = sessions;
    this.#state = state;
    this.own(profiles.onDidChange(() => this.#changed.fire(undefined)));
    this.own(sessions.onDidChangeAny(() => this.#changed.fire(undefined)));
  }

  async getChildren(node?: ProfilesNode): Promise<ProfilesNode[]> {
    if (node) return [];
    await this.#profiles.ready;
    const { all, active, defaultName, problem } = this.#profiles;
    return [
      ...(problem ? [{ kind: "problem" as const, error: problem }] : []),
      ...all.map((profile) => ({
        kind: "profile" as const,
        profile,
        session: this.#sessions.of(profile),
        isActive: profile.name === active?.name,
        isDefault: profile.name === defaultName,
      })),
    ];
  }

  getTreeItem(node: ProfilesNode): vscode.TreeItem {
    const { label, description, icon, context, spoken } = nodeText(node);
    const item = new vscode.TreeItem(label);
    item.description = description;
    item.contextValue = context;
    item.accessibilityInformation = { label: spoken };
    item.tooltip = this.#tooltip(node);
    if (node.kind === "problem") {
      item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor("list.warningForeground"));
      item.command = { command: "pwaf.profile.openFile", title: "Open configuration file" };
      return item;
    }
    item.id = node.profile.name;
    const color = node.session.kind === "signedIn" ? new vscode.ThemeColor("testing.iconPassed") : undefined;
    item.iconPath = new vscode.ThemeIcon(icon, color);
    if (!node.isActive) item.command = { command: "pwaf.profile.switch", title: "Switch profile", arguments: [node] };
    return item;
  }

  /** `appendText` escapes: names come from a file that anybody may have written. */
  #tooltip(node: ProfilesNode): vscode.MarkdownString {
    const text = new vscode.MarkdownString();
    if (node.kind === "problem") {
      text.appendText(node.error.message);
      if (node.error.hint !== undefined) text.appendMarkdown("\n\n").appendText(node.error.hint);
      return text;
    }
    return profileTooltip(node.profile.name, profileFacts(node.profile, node.session, this.#warehouse(node)));
  }

  #warehouse({ profile }: Extract<ProfilesNode, { kind: "profile" }>): string | undefined {
    return this.#state.get("warehouses")?.[profile.name] ?? profile.warehouseId;
  }
}

export function profileTooltip(name: string, facts: ReturnType<typeof profileFacts>): vscode.MarkdownString {
  const text = new vscode.MarkdownString("**").appendText(name).appendMarkdown("**");
  for (const fact of facts) text.appendMarkdown(`\n\n${fact.name}: `).appendText(fact.value);
  return text;
}
