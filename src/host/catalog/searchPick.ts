import * as vscode from "vscode";
import { isCancelled } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { errorText } from "../../core/base/errors.ts";
import type { CatalogModel } from "./catalogModel.ts";
import type { NamedNode } from "./catalogNode.ts";
import { isNamed } from "./catalogNode.ts";
import { nodeText, tableKind } from "./nodeText.ts";
import type { SearchOutcome, ServerHit } from "./search.ts";
import { loadedHits, mostHits, outcomeText, searchServer, serverQueries } from "./search.ts";
import type { CatalogClient } from "./sources.ts";

/** What was picked: a node of the tree, or a table that only the server knows yet. */
export type Picked = { readonly node: NamedNode } | { readonly hit: ServerHit };

interface SearchItem extends vscode.QuickPickItem {
  readonly target?: Picked;
}

const title = "Search catalog";
const searching = "asking the server…";

/** Waits until somebody has stopped typing before the server is asked. */
const pauseMs = 250;

export interface SearchNeeds {
  readonly model: CatalogModel;
  readonly client: () => Promise<CatalogClient>;
  readonly log: Logger;
}

/** Asks what to look for and shows what is found while it is typed. Undefined when the user backs out. */
export async function pickFromSearch(needs: SearchNeeds): Promise<Picked | undefined> {
  const pick = vscode.window.createQuickPick<SearchItem>();
  pick.title = title;
  pick.placeholder =
    "Part of a name, or catalog.schema.table; tables are also looked for on the server, by their beginning";
  pick.matchOnDescription = true;
  let search: Search | undefined;
  pick.onDidChangeValue((text) => {
    search?.stop();
    search = new Search(text.trim(), needs, pick);
  });
  try {
    return await new Promise<Picked | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const target = pick.selectedItems[0]?.target;
        if (target) resolve(target);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    search?.stop();
    pick.dispose();
  }
}

/** One text's search; the next key ends it. */
class Search {
  readonly #needs: SearchNeeds;
  readonly #pick: vscode.QuickPick<SearchItem>;
  readonly #text: string;
  readonly #stop = new AbortController();
  readonly #loaded: readonly NamedNode[];
  readonly #hits = new Map<string, ServerHit>();
  readonly #timer: NodeJS.Timeout;

  constructor(text: string, needs: SearchNeeds, pick: vscode.QuickPick<SearchItem>) {
    this.#text = text;
    this.#needs = needs;
    this.#pick = pick;
    this.#loaded = text === "" ? [] : loadedHits(needs.model, text);
    this.#timer = setTimeout(() => void this.#askServer(), pauseMs);
    this.#pick.busy = text !== "";
    this.#show(text === "" ? undefined : searching);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  async #askServer(): Promise<void> {
    if (this.#text === "") return;
    try {
      const outcome = await this.#outcome();
      if (!this.#stop.signal.aborted) this.#show(outcomeText(outcome));
    } catch (error) {
      if (this.#stop.signal.aborted || isCancelled(error)) return;
      this.#needs.log.warn(`search of the catalog: ${errorText(error)}`);
      this.#show(`The server could not be searched: ${errorText(error)}`);
    } finally {
      if (!this.#stop.signal.aborted) this.#pick.busy = false;
    }
  }

  async #outcome(): Promise<SearchOutcome> {
    const nodes = await this.#needs.model.children();
    const failed = nodes.find(({ kind }) => kind === "error");
    if (failed?.kind === "error") throw failed.error;
    const catalogs = nodes.filter(isNamed).map(({ path }) => path[0]);
    const client = await this.#needs.client();
    return await searchServer(client, serverQueries(this.#text, catalogs), this.#stop.signal, (hits) => {
      if (this.#stop.signal.aborted) return;
      for (const hit of hits) this.#hits.set(hit.path.join("."), hit);
      this.#show(searching);
    });
  }

  /** Objects of the tree first, then what the server adds, then what was searched. */
  #show(status: string | undefined): void {
    const known = new Set(this.#loaded.map(({ kind, path }) => `${kind} ${path.join(".")}`));
    const added = [...this.#hits.values()].filter(({ path }) => !known.has(`table ${path.join(".")}`));
    const section = (label: string, items: readonly SearchItem[]): SearchItem[] =>
      items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
    const items = [
      ...section(`loaded${this.#loaded.length >= mostHits ? `, first ${mostHits}` : ""}`, this.#loaded.map(nodeItem)),
      ...section("on the server", added.slice(0, mostHits).map(hitItem)),
    ];
    const isOver = status !== undefined && status !== searching;
    this.#pick.title = status === undefined ? title : `${title} · ${status}`;
    this.#pick.keepScrollPosition = true;
    this.#pick.items = items.length === 0 && isOver ? [{ label: "Nothing found", alwaysShow: true }] : items;
  }
}

function nodeItem(node: NamedNode): SearchItem {
  const { label, icon, description } = nodeText(node);
  const place = node.path.slice(0, -1).join(".");
  return {
    label: `$(${icon.replace("~spin", "")}) ${label}`,
    description: [place, description].filter((part) => part !== undefined && part !== "").join(" · "),
    alwaysShow: true,
    target: { node },
  };
}

function hitItem(hit: ServerHit): SearchItem {
  const { kind, icon } = tableKind(hit.type);
  return {
    label: `$(${icon}) ${hit.path[2]}`,
    description: `${hit.path.slice(0, 2).join(".")}${kind === "table" ? "" : ` · ${kind}`}`,
    alwaysShow: true,
    target: { hit },
  };
}
