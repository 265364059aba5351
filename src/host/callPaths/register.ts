import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { TextRange } from "../../core/base/text.ts";
import { siteMarkdown, sitesMarkdown } from "../../core/lint/report/sitesMarkdown.ts";
import { siteRowOf } from "../platform/siteRows.ts";
import type { LintResults, Services } from "../services.ts";
import type { CallPath } from "./callPath.ts";
import { fixableFinding, noFilter } from "./callPath.ts";
import type { CallPathNode } from "./callPathItems.ts";
import { CallPathsTree } from "./callPathsTree.ts";
import { askFilter } from "./filter.ts";

type PathNode = Extract<CallPathNode, { readonly path: CallPath }>;

/** “Call Paths”: where the code of the workspace reaches Databricks, and which of these places have gaps. */
export function registerCallPaths(services: Pick<Services, "commands" | "lint" | "scan" | "state">): IDisposable {
  const { commands, lint, scan } = services;
  const store = new DisposableStore();
  const tree = store.add(new CallPathsTree(services));
  store.add(commands.register("pwaf.callPaths.open", (node: PathNode) => open(node.path, placeOf(node))));
  store.add(commands.register("pwaf.callPaths.openSource", ({ path }: PathNode) => openSource(path, lint)));
  store.add(
    commands.register("pwaf.callPaths.fix", async (node: PathNode) => {
      const finding = node.kind === "finding" ? node.finding : fixableFinding(node.path);
      if (finding) await commands.execute("pwaf.lint.fix", node.path.file.uri, finding.start, finding.rule);
    }),
  );
  store.add(commands.register("pwaf.callPaths.refresh", () => scan.start()));
  store.add(commands.register("pwaf.callPaths.groupByFile", () => tree.group("file")));
  store.add(commands.register("pwaf.callPaths.groupByClient", () => tree.group("client")));
  store.add(
    commands.register("pwaf.callPaths.filter", async () => {
      const filter = await askFilter(tree.filter);
      if (filter) tree.filter = filter;
    }),
  );
  store.add(commands.register("pwaf.callPaths.clearFilter", () => (tree.filter = noFilter)));
  store.add(
    commands.register("pwaf.callPaths.copyRow", async ({ path }: PathNode) =>
      vscode.env.clipboard.writeText(siteMarkdown(await siteRowOf(path.file, path.site, lint))),
    ),
  );
  store.add(
    commands.register("pwaf.callPaths.copyPath", ({ path }: PathNode) =>
      vscode.env.clipboard.writeText(`${path.shownPath}:${path.line}`),
    ),
  );
  store.add(
    commands.register("pwaf.callPaths.copyMarkdown", async () => {
      await vscode.env.clipboard.writeText(await markdown(tree.shown, lint));
      void vscode.window.setStatusBarMessage("PWAF: call paths copied as Markdown", 5_000);
    }),
  );
  store.add(commands.register("pwaf.callPaths.export", async () => exportMarkdown(await markdown(tree.shown, lint))));
  return store;
}

function placeOf(node: PathNode): TextRange {
  return node.kind === "finding" ? node.finding : node.path.site.range;
}

/** Also opens what is no text editor, such as a notebook. */
async function open({ file }: CallPath, { start, end }: TextRange): Promise<void> {
  const [from, to] = [file.lines.positionAt(start), file.lines.positionAt(end)];
  const selection = new vscode.Range(from.line, from.character, to.line, to.character);
  await vscode.commands.executeCommand("vscode.open", file.uri, { selection, preview: true });
}

async function openSource(path: CallPath, lint: LintResults): Promise<void> {
  const { definedAt } = path.site.userAgent;
  if (!definedAt) return;
  if (definedAt.path === undefined) return await open(path, definedAt);
  const place = await lint.locate(path.file.uri, { ...definedAt, path: definedAt.path });
  if (!place) return;
  const selection = new vscode.Range(place.line - 1, 0, place.line - 1, 0);
  await vscode.commands.executeCommand("vscode.open", place.uri, { selection, preview: true });
}

async function markdown(paths: readonly CallPath[], lint: LintResults): Promise<string> {
  return sitesMarkdown(await Promise.all(paths.map((path) => siteRowOf(path.file, path.site, lint))));
}

async function exportMarkdown(text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: "Export call paths",
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, "call-paths.md") } : {}),
    filters: { Markdown: ["md"] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target);
}
