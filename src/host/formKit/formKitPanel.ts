import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { ConnectionForm } from "../../core/formKit/connectionForm.ts";
import { connectionForms } from "../../core/formKit/connectionForm.ts";
import type { SnippetFile } from "../../core/snippets/choices.ts";
import { snippetLanguages } from "../../core/snippets/languages.ts";
import type { SnippetLanguage } from "../../core/snippets/languages.ts";
import type { FormKitOutput, FormKitProtocol } from "../../protocol/formKit.ts";
import { readSnippetFile } from "../platform/snippetFiles.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { formKitState } from "./formKitState.ts";

export type FormKitServices = Pick<Services, "extensionUri" | "log">;

const outputs: Readonly<Record<FormKitOutput, { readonly name: string; readonly language: string }>> = {
  schema: { name: "JSON Schema", language: "json" },
  markdown: { name: "Markdown", language: "markdown" },
};

/** The editor tab with a preview of one connection form, and what is to be copied of it. */
export class FormKitPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #forms: Promise<readonly ConnectionForm[]>;
  readonly #port: PanelPort<FormKitProtocol>;
  #id: string | undefined;

  constructor(panel: vscode.WebviewPanel, { extensionUri, log }: FormKitServices) {
    super();
    this.#panel = panel;
    this.#forms = readForms(extensionUri);
    this.#port = this.own(
      new PanelPort<FormKitProtocol>(
        panel.webview,
        {
          ready: ({ id }) => this.#show(this.#id ?? id),
          chooseConnector: async ({ connector }) =>
            this.#show((await this.#forms).find((form) => form.connector === connector)?.id),
          chooseWay: ({ id }) => this.#show(id),
          copy: ({ what }) => this.#copy(what),
          openInEditor: ({ what }) => this.#openInEditor(what),
        },
        log,
      ),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "formKit", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  async #show(id: string | undefined): Promise<void> {
    const state = formKitState(await this.#forms, id);
    this.#id = state?.id;
    if (state) this.#port.send("state", state);
  }

  async #text(what: FormKitOutput): Promise<string> {
    return formKitState(await this.#forms, this.#id)?.[what] ?? "";
  }

  async #copy(what: FormKitOutput): Promise<void> {
    await vscode.env.clipboard.writeText(await this.#text(what));
    vscode.window.setStatusBarMessage(`$(check) Copied the form as ${outputs[what].name}`, 5000);
  }

  async #openInEditor(what: FormKitOutput): Promise<void> {
    const { language } = outputs[what];
    const content = await this.#text(what);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  }
}

async function readForms(extensionUri: vscode.Uri): Promise<readonly ConnectionForm[]> {
  const languages = Object.keys(snippetLanguages) as SnippetLanguage[];
  const files = languages.map((language) => readSnippetFile<SnippetFile>(extensionUri, language));
  return connectionForms(await Promise.all(files));
}
