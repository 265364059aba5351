import * as vscode from "vscode";
import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { logError, viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import type { HistoryLine } from "./historyItems.ts";
import { ownLine, workspaceLine } from "./historyItems.ts";
import type { QueryHistory } from "./queryHistory.ts";

type Scope = "here" | "mine" | "all";

interface Item extends vscode.QuickPickItem {
  readonly line?: HistoryLine;
  readonly act?: () => void;
}

/** What the user wants with a statement of the history. */
export type HistoryChoice = { readonly kind: "open" | "run"; readonly sql: string };

const scopes: Readonly<
  Record<Scope, { readonly icon: string; readonly tooltip: string; readonly placeholder: string }>
> = {
  here: {
    icon: "device-desktop",
    tooltip: "Statements run from here",
    placeholder: "Statements run from this workspace folder",
  },
  mine: {
    icon: "account",
    tooltip: "My statements in the Databricks workspace",
    placeholder: "Your statements in the Databricks workspace",
  },
  all: {
    icon: "organization",
    tooltip: "Everybody’s statements in the Databricks workspace",
    placeholder: "Everybody’s statements in the Databricks workspace, as far as you may see them",
  },
};

const allScopes = ["here", "mine", "all"] as const;
const pageSize = 100;

/**
 * Lets the user look for a statement among those run from here, and those that the workspace knows. Enter opens one, its
 * button runs it again.
 */
export class HistoryPicker {
  readonly #needs: Pick<Services, "workspaces" | "sessions" | "state" | "log">;
  readonly #history: QueryHistory;
  readonly #input = vscode.window.createQuickPick<Item>();
  readonly #scopeButtons = new Map<vscode.QuickInputButton, Scope>();
  readonly #open: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("go-to-file"), tooltip: "Open" };
  readonly #run: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("play"), tooltip: "Run again" };
  #loading = new AbortController();

  constructor(needs: Pick<Services, "workspaces" | "sessions" | "state" | "log">, history: QueryHistory) {
    this.#needs = needs;
    this.#history = history;
  }

  /** Undefined when the user backs out. */
  async ask(): Promise<HistoryChoice | undefined> {
    const input = this.#input;
    input.title = "Query history";
    input.matchOnDetail = true;
    for (const scope of allScopes) {
      const { icon, tooltip } = scopes[scope];
      this.#scopeButtons.set({ iconPath: new vscode.ThemeIcon(icon), tooltip }, scope);
    }
    const isSignedIn = this.#needs.sessions.current.kind === "signedIn";
    if (isSignedIn) input.buttons = [...this.#scopeButtons.keys()];
    this.#show("here");
    return await new Promise<HistoryChoice | undefined>((resolve) => {
      input.onDidTriggerButton((button) => {
        const scope = this.#scopeButtons.get(button);
        if (scope) this.#show(scope);
      });
      input.onDidTriggerItemButton(({ item, button }) => {
        if (item.line) resolve({ kind: button === this.#run ? "run" : "open", sql: item.line.sql });
      });
      input.onDidAccept(() => {
        const [item] = input.activeItems;
        if (item?.line) resolve({ kind: "open", sql: item.line.sql });
        else item?.act?.();
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    }).finally(() => {
      this.#loading.abort();
      input.dispose();
    });
  }

  #show(scope: Scope): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#input.busy = false;
    this.#input.placeholder = scopes[scope].placeholder;
    if (scope !== "here") return void this.#load(scope, [], undefined, this.#loading.signal);
    const items = this.#history.entries.map((entry) => this.#item(ownLine(entry, timeText)));
    const shown = items.length > 0 ? items : [{ label: "Nothing has been run from here yet." }];
    this.#input.items = [...shown, ...this.#otherScopes(scope)];
  }

  /** Adds a page of the workspace's history to those that are shown. */
  async #load(
    scope: Scope,
    before: readonly Item[],
    pageToken: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const input = this.#input;
    input.items = before;
    input.busy = true;
    try {
      const client = await this.#needs.workspaces.client();
      const me = scope === "mine" ? await userId(client, signal) : undefined;
      const request = {
        pageSize,
        ...(pageToken === undefined ? {} : { pageToken }),
        ...(me === undefined ? {} : { userId: me }),
      };
      const { items, nextPageToken } = await client.queryHistory(request, signal);
      if (signal.aborted) return;
      const names = this.#needs.state.get("warehouseNames") ?? {};
      const lines = items.map((query) => workspaceLine(query, timeText, (id) => names[id] ?? id));
      const all = [...before, ...lines.map((line) => this.#item(line))];
      const more: Item[] =
        nextPageToken === undefined
          ? []
          : [{ label: "$(ellipsis) Load more", act: () => void this.#load(scope, all, nextPageToken, signal) }];
      const shown = all.length > 0 ? [...all, ...more] : [{ label: "The workspace names no statements." }];
      input.items = [...shown, ...this.#otherScopes(scope)];
      const first = all[before.length];
      if (before.length > 0 && first) input.activeItems = [first];
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      logError(error, this.#needs.log);
      const { message, hint } = viewError(error);
      const retry = (): void => void this.#load(scope, before, pageToken, signal);
      input.items = [
        ...before,
        { label: `$(error) ${message}`, detail: hint ?? "", alwaysShow: true },
        { label: "$(refresh) Try again", alwaysShow: true, act: retry },
        ...this.#otherScopes(scope),
      ];
    } finally {
      if (!signal.aborted) input.busy = false;
    }
  }

  /** The buttons of the title once more, at the end of the list, where the keyboard gets to. */
  #otherScopes(current: Scope): Item[] {
    if (this.#needs.sessions.current.kind !== "signedIn") return [];
    const others = allScopes.filter((scope) => scope !== current);
    return [
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      ...others.map((scope) => ({
        label: `$(${scopes[scope].icon}) ${scopes[scope].tooltip}`,
        alwaysShow: true,
        act: () => this.#show(scope),
      })),
    ];
  }

  #item(line: HistoryLine): Item {
    const { label, detail } = line;
    return {
      label,
      detail,
      line,
      buttons: line.changed === undefined ? [this.#open, this.#run] : [this.#open],
    };
  }
}

/** Without it the workspace would answer with everybody's statements. */
async function userId(client: WorkspaceClient, signal: AbortSignal): Promise<string> {
  const { id } = await client.me(signal);
  if (id !== undefined) return id;
  throw new PwafError("bad-response", "The workspace does not say who is signed in.");
}

const timeText = (ms: number): string => new Date(ms).toLocaleString();
