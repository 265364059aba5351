import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { productName } from "../../core/attribution/arrivals.ts";
import { readyQueries } from "../../core/readyQueries/readyQueries.ts";
import type { ReadyQuery } from "../../core/readyQueries/readyQuery.ts";
import { readyQueryText } from "../../core/readyQueries/readyQuery.ts";
import type { ParameterValue } from "../../core/sql/parameters.ts";
import { registerLanguageTool } from "../platform/languageTools.ts";
import type { Services } from "../services.ts";
import type { AttributionNeeds } from "./attributionCheck.ts";
import { checkAttribution } from "./attributionCheck.ts";
import { attributionTool } from "./attributionTool.ts";
import type { ReadyQueryNode } from "./readyQueriesTree.ts";
import { ReadyQueriesTree } from "./readyQueriesTree.ts";

type Needs = AttributionNeeds & Pick<Services, "commands" | "log" | "reports" | "sessions" | "state">;

/** The view “Ready Queries”, and the check whether a product's calls have arrived under its name. */
export function registerReadyQueries(services: Needs): IDisposable {
  const { commands, identities, sessions, state } = services;
  const store = new DisposableStore();
  const tree = store.add(new ReadyQueriesTree(services));
  store.add(vscode.window.createTreeView("pwaf.readyQueries", { treeDataProvider: tree, showCollapseAll: true }));
  /** Editors that are open, by query: opening one again leads to it, with what was changed in it. */
  const opened = new Map<string, vscode.TextDocument>();
  store.add(
    vscode.workspace.onDidCloseTextDocument((closed) => {
      for (const [id, document] of opened) if (document === closed) opened.delete(id);
    }) satisfies IDisposable,
  );

  async function open(node: ReadyQueryNode | undefined): Promise<vscode.TextDocument | undefined> {
    const query = node === undefined ? await askQuery() : node.kind === "query" ? node.query : undefined;
    if (query === undefined) return undefined;
    const document = opened.get(query.id) ?? (await newDocument(query));
    opened.set(query.id, document);
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
  }

  async function newDocument(query: ReadyQuery): Promise<vscode.TextDocument> {
    const content = readyQueryText(query, await ownName());
    return await vscode.workspace.openTextDocument({ language: "sql", content });
  }

  /** The product that is developed here, if it has been named. */
  async function ownName(): Promise<string | undefined> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    const identity = folder && (await identities.of(vscode.Uri.joinPath(folder.uri, "pwaf.json")));
    return identity && productName(identity);
  }

  /** Values that stand in the questions where nothing was answered before, so that Enter takes them. */
  async function suggestValues(): Promise<void> {
    const name = await ownName();
    const { current } = sessions;
    const suggestions: readonly (readonly [string, ParameterValue | undefined])[] = [
      ["hours", { type: "INT", value: "24" }],
      ["user_agent", name === undefined ? undefined : { type: "STRING", value: name }],
      ["principal", current.kind === "signedIn" ? { type: "STRING", value: current.userName } : undefined],
    ];
    const known = state.get("parameters") ?? [];
    const added = suggestions.flatMap(([parameter, value]) =>
      value === undefined || known.some(([other]) => other === parameter) ? [] : [[parameter, value] as const],
    );
    if (added.length > 0) await state.set("parameters", [...known, ...added]);
  }

  store.add(commands.register("pwaf.readyQuery.open", (node?: ReadyQueryNode) => open(node)));
  store.add(
    commands.register("pwaf.readyQuery.run", async (node?: ReadyQueryNode) => {
      const document = await open(node);
      if (!document) return;
      await suggestValues();
      await commands.execute("pwaf.sql.run", { uri: document.uri.toString(), all: true });
    }),
  );
  store.add(commands.register("pwaf.attribution.check", () => checkAttribution(services)));
  store.add(registerLanguageTool("pwaf_check_attribution", attributionTool(services), services.log));
  return store;
}

async function askQuery(): Promise<ReadyQuery | undefined> {
  const items = readyQueries.flatMap(({ title: folder, queries }) =>
    queries.map((query) => ({ label: query.title, description: folder, detail: query.about[0] ?? "", query })),
  );
  const options = { title: "Ready queries", placeHolder: "What do you want to know?", matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.query;
}
