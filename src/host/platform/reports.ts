import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Commands } from "./commands.ts";

/** Menus in `package.json` name it, too. */
const scheme = "pwaf-report";

/** The editor's own page for Markdown. */
const preview = "vscode.markdown.preview.editor";

const gone = "This report was not saved, and is gone since the window was reloaded. Make it again.\n";

/** Shows reports as pages that nobody edits by accident and that ask nothing when they are closed. */
export class Reports extends Disposable {
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(commands: Pick<Commands, "register">) {
    super();
    const provideTextDocumentContent = (uri: vscode.Uri) => this.#texts.get(uri.path) ?? gone;
    this.own(vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }));
    this.own(commands.register("pwaf.report.save", (uri?: vscode.Uri) => this.#save(uri ?? shownReport())));
    this.own(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#texts.delete(uri.path);
      }),
    );
  }

  /** @param name title of the tab, and of the file that it may be saved as, without `.md` */
  async show(name: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${++this.#count}/${name}.md` });
    this.#texts.set(uri.path, markdown);
    await vscode.commands.executeCommand("vscode.openWith", uri, preview, { preview: false });
  }

  async #save(uri: vscode.Uri | undefined): Promise<void> {
    const text = uri && this.#texts.get(uri.path);
    if (text === undefined) return;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = uri?.path.split("/").at(-1) ?? "";
    const target = await vscode.window.showSaveDialog({
      title: "Save report",
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name.replaceAll(" ", "-").toLowerCase()) } : {}),
      filters: { Markdown: ["md"] },
    });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const saved = `Saved as ${vscode.workspace.asRelativePath(target)}.`;
    if ((await vscode.window.showInformationMessage(saved, "Open")) !== undefined)
      await vscode.window.showTextDocument(target);
  }
}

function shownReport(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.uri.scheme === scheme ? input.uri : undefined;
}
